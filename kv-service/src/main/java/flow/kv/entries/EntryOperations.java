package flow.kv.entries;

import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The calls on one key.
@Component
class EntryOperations implements Routes {

  private final EntryCalls entries;

  EntryOperations(EntryCalls entries) {
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.key("getEntry", HttpMethod.GET, "", Access.READ, this::read),
        Route.key("headEntry", HttpMethod.HEAD, "", Access.READ, this::read),
        Route.key("putEntry", HttpMethod.PUT, "", Access.WRITE, this::write),
        Route.key("deleteEntry", HttpMethod.DELETE, "", Access.WRITE, this::delete),
        Route.key("touchEntry", HttpMethod.POST, "touch", Access.WRITE, this::touch));
  }

  private Mono<Void> read(Call call) {
    return entries
        .read(key(call))
        .switchIfEmpty(Mono.error(EntryOperations::absent))
        .flatMap(entry -> {
          Answers.version(call, entry.version());
          expiry(call, entry.expires());
          return Conditions.isKnown(call, entry.version())
              ? Answers.empty(call, 304)
              : Answers.json(call, entry.value());
        });
  }

  private Mono<Void> write(Call call) {
    var expected = Conditions.forWriting(call);
    var ttl = TimeToLive.ofQuery(call);
    return call.body(Call.LARGEST_VALUE)
        .flatMap(body -> entries.apply(Change.put(key(call), Values.of(body), expected, ttl)))
        .flatMap(outcome -> {
          var accepted = Outcomes.require(outcome);
          Answers.version(call, accepted.version());
          Outcomes.usage(call, accepted);
          return Answers.empty(call, accepted.ending() == Outcome.Ending.CREATED ? 201 : 204);
        });
  }

  private Mono<Void> delete(Call call) {
    return entries
        .apply(Change.delete(key(call), Conditions.forDeleting(call)))
        .flatMap(outcome -> {
          var accepted = Outcomes.require(outcome);
          if (accepted.ending() == Outcome.Ending.ABSENT) {
            throw absent();
          }
          Outcomes.usage(call, accepted);
          return Answers.empty(call, 204);
        });
  }

  private Mono<Void> touch(Call call) {
    return call.json(1000, TimeToLive::ofTouch)
        .flatMap(ttl -> entries.apply(Change.touch(key(call), ttl.orElse(null))))
        .flatMap(outcome -> {
          var accepted = Outcomes.require(outcome);
          if (accepted.ending() == Outcome.Ending.ABSENT) {
            throw absent();
          }
          var expires = accepted.expires();
          return Answers.json(
              call,
              "{\"version\":%d,\"expiresAt\":%s}"
                  .formatted(accepted.version(), expires == null ? "null" : "\"" + expires + "\""));
        });
  }

  private static void expiry(Call call, @Nullable Instant expires) {
    if (expires != null) {
      call.response().getHeaders().set("Flow-Expires-At", expires.toString());
    }
  }

  static EntryKey key(Call call) {
    return new EntryKey(call.worklet(), call.namespace(), call.key());
  }

  private static Refusal absent() {
    return new Refusal(Code.KEY_NOT_FOUND, "Nothing is kept under this key");
  }
}
