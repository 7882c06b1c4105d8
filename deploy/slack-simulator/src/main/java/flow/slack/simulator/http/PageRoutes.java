package flow.slack.simulator.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The chat page and the stream that keeps it up to date.
public final class PageRoutes {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String FOLDER = "/flow/slack/simulator/page/";
  private static final List<String> FILES =
      List.of(
          "index.html",
          "logo.svg",
          "theme.css",
          "layout.css",
          "message.css",
          "blocks.css",
          "blocks.js",
          "composer.js",
          "dialogs.js",
          "dom.js",
          "fields.js",
          "main.js",
          "markdown.js",
          "messages.js",
          "mrkdwn.js",
          "server.js",
          "sidebar.js",
          "store.js");

  private final Live live;
  private final Map<String, byte[]> files =
      FILES.stream().collect(Collectors.toMap(Function.identity(), PageRoutes::read));

  public PageRoutes(Live live) {
    this.live = live;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(GET("/"), _ -> file("index.html"))
        .andRoute(GET("/sim/stream"), this::stream)
        .andRoute(GET("/{file}"), request -> file(request.pathVariable("file")));
  }

  private Mono<ServerResponse> file(String name) {
    var content = files.get(name);
    if (content == null) {
      return ServerResponse.notFound().build();
    }
    var type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    return ServerResponse.ok()
        .contentType(name.endsWith(".js") ? MediaType.parseMediaType("text/javascript") : type)
        .cacheControl(CacheControl.noCache())
        .bodyValue(content);
  }

  private Mono<ServerResponse> stream(ServerRequest request) {
    var changes =
        live.changesFor(request.queryParam("as").orElse("U0ADA"))
            .map(json -> ServerSentEvent.builder(json).build());
    var beats =
        Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.<String>builder().comment("still here").build());
    var events =
        changes.publish(shared -> shared.mergeWith(beats.takeUntilOther(shared.ignoreElements())));
    return ServerResponse.ok().body(BodyInserters.fromServerSentEvents(events));
  }

  private static byte[] read(String name) {
    try (var stream = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException("the page lacks " + name);
      }
      return stream.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
