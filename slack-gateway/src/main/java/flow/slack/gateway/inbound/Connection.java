package flow.slack.gateway.inbound;

import com.slack.api.Slack;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.SocketModeMessageQueue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One Socket Mode connection of Slack's SDK.
///
/// Of the SDK's client only the connection itself is used. Its message queue is polled by timers,
/// which costs a thousand wake-ups a second and lets messages overtake each other: here the queue
/// hands each frame on at once, in order. Its reconnecting is left to [Sockets].
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration GREETING = Duration.ofSeconds(10);
  private static final Duration PING = Duration.ofSeconds(15);

  private final SocketModeClientJavaWSImpl client;
  private final BiConsumer<JsonNode, Connection> frames;
  private final Sinks.One<Boolean> greeted = Sinks.one();
  private final Sinks.One<String> finished = Sinks.one();

  private Connection(Slack slack, String appToken, BiConsumer<JsonNode, Connection> frames)
      throws IOException, URISyntaxException {
    this.frames = frames;
    this.client =
        new SocketModeClientJavaWSImpl(
            slack,
            appToken,
            slack.issueSocketModeUrl(appToken),
            0,
            new Frames(),
            false,
            false,
            5_000);
    client.addWebSocketCloseListener((code, reason) -> finish("closed, " + code + " " + reason));
    client.addWebSocketErrorListener(error -> finish(error.toString()));
  }

  /// Opens a connection; gives it once Slack has greeted.
  static Mono<Connection> open(
      Slack slack, String appToken, BiConsumer<JsonNode, Connection> frames) {
    return Mono.fromCallable(() -> connect(slack, appToken, frames))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(Connection::greeting);
  }

  private static Connection connect(
      Slack slack, String appToken, BiConsumer<JsonNode, Connection> frames)
      throws IOException, URISyntaxException {
    var connection = new Connection(slack, appToken, frames);
    connection.client.connect();
    return connection;
  }

  private Mono<Connection> greeting() {
    var refused = finished.asMono().flatMap(reason -> Mono.<Boolean>error(new IOException(reason)));
    return Mono.firstWithSignal(greeted.asMono(), refused)
        .timeout(GREETING)
        .thenReturn(this)
        .doOnError(_ -> close());
  }

  /// Completes with the reason when the connection is to be replaced: Slack asks for it, or it is
  /// gone.
  Mono<String> finished() {
    var silent =
        Flux.interval(PING, Schedulers.boundedElastic())
            .onBackpressureDrop()
            .filter(_ -> !client.verifyConnection())
            .next()
            .map(_ -> "no answer to a ping");
    return Mono.firstWithSignal(finished.asMono(), silent);
  }

  void send(String message) {
    client.sendWebSocketMessage(message);
  }

  void close() {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("A socket did not close: {}", e.toString());
    }
  }

  private void received(String raw) {
    var frame = parse(raw);
    if (frame == null) {
      return;
    }
    switch (frame.path("type").asString("")) {
      case "hello" -> greeted.tryEmitValue(true);
      case "disconnect" -> finish("Slack asks: " + frame.path("reason").asString("no reason"));
      default -> frames.accept(frame, this);
    }
  }

  private static @Nullable JsonNode parse(String raw) {
    try {
      return JSON.readTree(raw);
    } catch (JacksonException e) {
      LOG.warn("A frame that is not JSON: {}", e.getOriginalMessage());
      return null;
    }
  }

  private void finish(String reason) {
    finished.tryEmitValue(reason);
  }

  /// A queue that is always empty: what is added is handed on.
  private final class Frames implements SocketModeMessageQueue {

    @Override
    public void add(String message) {
      received(message);
    }

    @Override
    public @Nullable String poll() {
      return null;
    }
  }
}
