package flow.kv.watch;

import flow.kv.web.Access;
import flow.kv.web.Call;
import flow.kv.web.Callers;
import flow.kv.web.Code;
import flow.kv.web.Names;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The call that watches a namespace.
@Component
class WatchOperations implements Routes {

  private final Changes changes;
  private final Watchers watchers;
  private final WatchSettings settings;
  private final Callers callers;

  WatchOperations(Changes changes, Watchers watchers, WatchSettings settings, Callers callers) {
    this.changes = changes;
    this.watchers = watchers;
    this.settings = settings;
    this.callers = callers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.namespace("watchNamespace", HttpMethod.GET, "watch", Access.READ, this::watch));
  }

  @SuppressWarnings("NestedPublishers") // what is flushed together is a publisher of its own
  private Mono<Void> watch(Call call) {
    var scope = new Scope(call.worklet(), call.namespace(), prefix(call));
    long known = lastEventId(call);
    return changes
        .keep(call.worklet(), settings.hold())
        .flatMap(standing -> {
          if (known >= 0 && (known < standing.floor() || known > standing.revision())) {
            throw new Refusal(
                Code.COMPACTED,
                "Changes since " + known + " are no longer kept; begin anew without Last-Event-ID");
          }
          var stream =
              new Stream(
                  scope, changes, settings.heartbeat(), stillAllowed(call), new CallReader(call));
          var beacon = watchers.join(stream, call.worklet());
          var groups = known < 0 ? stream.fromNow(beacon) : stream.after(known, beacon);
          return send(call, groups).doFinally(_ -> watchers.leave(stream, call.worklet()));
        });
  }

  @SuppressWarnings("NestedPublishers") // what is flushed together is a publisher of its own
  private static Mono<Void> send(Call call, Flux<Publisher<byte[]>> groups) {
    var response = call.response();
    response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getHeaders().set("X-Accel-Buffering", "no");
    return response.writeAndFlushWith(
        groups.map(group -> Flux.from(group).map(response.bufferFactory()::wrap)));
  }

  private Mono<Boolean> stillAllowed(Call call) {
    return Mono.defer(() -> callers.identify(call.request().getHeaders()))
        .map(caller -> caller.may(Access.READ, call.worklet()))
        .defaultIfEmpty(false)
        .onErrorReturn(true); // the database is away: the stream ends by itself if it stays so
  }

  private static String prefix(Call call) {
    var prefix = call.query("prefix");
    return prefix == null || prefix.isEmpty() ? "" : Names.key(prefix);
  }

  private static long lastEventId(Call call) {
    var header = call.header("Last-Event-ID");
    var text = header == null ? call.query("lastEventId") : header;
    if (text == null || text.isEmpty()) {
      return -1;
    }
    try {
      return Long.parseLong(text.startsWith("-") ? "none" : text);
    } catch (NumberFormatException notARevision) {
      throw Refusal.invalid("Last-Event-ID is a revision, as the events' ids tell");
    }
  }

  private record CallReader(Call call) implements Stream.Reader {

    @Override
    public boolean takes() {
      return call.hasRoom();
    }

    @Override
    public void cut() {
      call.cut();
    }
  }
}
