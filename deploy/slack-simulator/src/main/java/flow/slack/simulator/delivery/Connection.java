package flow.slack.simulator.delivery;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import flow.slack.simulator.workspace.Ids;
import flow.slack.simulator.workspace.Seed;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/// One socket of the app.
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Duration PING_EVERY = Duration.ofSeconds(10);
  private static final int BUFFER = 8192; // frames; a client that is further behind is cut off

  private final String id = "applink-" + Ids.letters(8);
  private final Instant openedAt = Instant.now();
  private final WebSocketSession session;
  private final Channel channel;
  private final Sinks.Many<String> frames =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<String>get(BUFFER).get());
  private final Sinks.Empty<Void> over = Sinks.empty();

  Connection(WebSocketSession session, Channel channel) {
    this.session = session;
    this.channel = channel;
  }

  String id() {
    return id;
  }

  Instant openedAt() {
    return openedAt;
  }

  /// What goes out: the frames, and a ping now and then.
  Flux<WebSocketMessage> outgoing() {
    var pings = Flux.interval(PING_EVERY).onBackpressureDrop().map(this::ping);
    return frames
        .asFlux()
        .map(session::textMessage)
        .doFinally(_ -> over.tryEmitEmpty())
        .mergeWith(pings.takeUntilOther(over.asMono()));
  }

  @CanIgnoreReturnValue
  synchronized boolean send(String frame) {
    var sent = frames.tryEmitNext(frame).isSuccess();
    if (!sent) {
      cut();
    }
    return sent;
  }

  void hello(int connections, Duration life) {
    var hello = Json.object();
    hello.put("type", "hello").put("num_connections", connections);
    hello
        .putObject("debug_info")
        .put("host", id)
        .put("build_number", 1)
        .put("approximate_connection_time", life.toSeconds());
    hello.putObject("connection_info").put("app_id", Seed.APP);
    send(hello.toString());
  }

  void disconnect(String reason) {
    var frame = Json.object();
    frame.put("type", "disconnect").put("reason", reason);
    frame.putObject("debug_info").put("host", id);
    send(frame.toString());
  }

  /// Ends the stream of frames, which closes the socket politely.
  synchronized void close() {
    frames.tryEmitComplete();
  }

  /// Cuts the wire.
  void cut() {
    channel.close().addListener(_ -> LOG.debug("{} cut", id));
  }

  private WebSocketMessage ping(long beat) {
    var text = "Ping from " + id + " " + beat;
    return session.pingMessage(buffers -> buffers.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
