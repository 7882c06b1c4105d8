package flow.model.simulator;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A running simulator of the Messages API on the loopback interface.
///
/// A prompt with lines `sim: …` is answered by that script (the module's README lists the steps);
/// any other prompt gets a small, honest demonstration.
public final class ModelSimulator implements AutoCloseable {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final DisposableServer server;
  private final RequestLog log;

  private ModelSimulator(DisposableServer server, RequestLog log) {
    this.server = server;
    this.log = log;
  }

  /// Starts on a free port and accepts any credential.
  public static ModelSimulator start() {
    return start(0, null);
  }

  /// Starts on a free port and accepts this credential only.
  public static ModelSimulator expecting(String credential) {
    return start(0, credential);
  }

  /// Starts on a port.
  ///
  /// @param port 0 means any that is free
  /// @param credential the only one to accept; absent means any
  public static ModelSimulator start(int port, @Nullable String credential) {
    var log = new RequestLog();
    var endpoint = new MessagesEndpoint(log, credential);
    var server = HttpServer.create().host("127.0.0.1").port(port).route(endpoint::routes).bindNow();
    return new ModelSimulator(server, log);
  }

  /// What to put into `ANTHROPIC_BASE_URL`.
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /// The latest requests, oldest first.
  public List<RecordedRequest> requests() {
    return log.requests();
  }

  /// The latest answers that were streamed to their end, oldest first.
  public List<Streamed> streamed() {
    return log.streamed();
  }

  /// The text that the step `words <count>` answers with.
  public static String words(int count) {
    return Texts.words(count);
  }

  /// The text that the step `markdown <characters>` answers with.
  public static String markdown(int characters) {
    return Texts.markdown(characters);
  }

  /// Returns once the server has stopped by other means.
  void await() {
    server.onDispose().block();
  }

  @Override
  public void close() {
    server.disposeNow(STOP_WITHIN);
  }
}
