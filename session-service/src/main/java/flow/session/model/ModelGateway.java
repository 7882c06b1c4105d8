package flow.session.model;

import flow.events.SessionId;
import flow.session.claude.ClaudeSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/// Stands between the CLI and the model's API on the loopback interface. The CLI shows a token of
/// its session, which is worth nothing elsewhere; the gateway shows the real key.
public final class ModelGateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelGateway.class);
  private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade",
          "transfer-encoding",
          "accept-encoding",
          "authorization",
          "x-api-key");

  private final ClaudeSettings settings;
  private final SessionTokens tokens = new SessionTokens();
  private final MeterRegistry meters;
  private final HttpClient upstream;
  private final String base;
  private final DisposableServer server;

  ModelGateway(ClaudeSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
    var url = settings.baseUrl() == null ? ANTHROPIC : settings.baseUrl();
    this.base = url.toString().replaceFirst("/+$", "");
    this.upstream = HttpClient.create().compress(false);
    this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();
  }

  /// The variables with which a session's CLI reaches the model, and nothing else does.
  public Map<String, String> access(SessionId session) {
    if (settings.hasKey()) {
      return Map.of(
          "ANTHROPIC_BASE_URL",
          "http://127.0.0.1:" + server.port(),
          "ANTHROPIC_AUTH_TOKEN",
          tokens.issue(session));
    }
    if (!settings.oauthToken().isEmpty()) {
      return settings.baseUrl() == null
          ? Map.of("CLAUDE_CODE_OAUTH_TOKEN", settings.oauthToken())
          : Map.of("CLAUDE_CODE_OAUTH_TOKEN", settings.oauthToken(), "ANTHROPIC_BASE_URL", base);
    }
    return Map.of();
  }

  /// Takes back what [#access] gave.
  public void revoke(SessionId session) {
    tokens.revoke(session);
  }

  @Override
  public void close() {
    server.disposeNow();
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    if (!tokens.knows(request.requestHeaders().get("authorization"))) {
      return refuse(response, 401, "authentication_error", "This token belongs to no session.");
    }
    if (!request.fullPath().startsWith("/v1/") || request.uri().contains("..")) {
      return refuse(response, 404, "not_found_error", "Not found.");
    }
    return forward(request, response, Timer.start(meters));
  }

  private Mono<Void> forward(
      HttpServerRequest request, HttpServerResponse response, Timer.Sample timing) {
    return upstream
        .headers(headers -> copy(request.requestHeaders(), headers))
        .headers(this::authorise)
        .request(request.method())
        .uri(base + request.uri())
        .send(request.receive().retain())
        .response((answer, body) -> {
          count(timing, Integer.toString(answer.status().code()));
          return pass(answer, body.retain(), response);
        })
        .then()
        .onErrorResume(error -> {
          LOG.warn("The model's API at {} cannot be reached: {}", base, error.toString());
          count(timing, "unreachable");
          return response.hasSentHeaders()
              ? Mono.error(error)
              : Mono.from(refuse(response, 502, "api_error", "The model's API cannot be reached."));
        });
  }

  private static Publisher<Void> pass(
      HttpClientResponse answer, Publisher<ByteBuf> body, HttpServerResponse response) {
    response.status(answer.status());
    answer
        .responseHeaders()
        .forEach(header -> {
          if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            response.addHeader(header.getKey(), header.getValue());
          }
        });
    return response.send(body, _ -> true);
  }

  private static void copy(HttpHeaders from, HttpHeaders to) {
    from.forEach(header -> {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.add(header.getKey(), header.getValue());
      }
    });
  }

  private void authorise(HttpHeaders headers) {
    if (settings.apiKey().isEmpty()) {
      headers.set("authorization", "Bearer " + settings.authToken());
    } else {
      headers.set("x-api-key", settings.apiKey());
    }
  }

  private void count(Timer.Sample timing, String outcome) {
    timing.stop(
        Timer.builder("flow.model.requests")
            .description("Calls of the model's API, until the head of the answer")
            .tag("outcome", outcome)
            .register(meters));
  }

  private static Publisher<Void> refuse(
      HttpServerResponse response, int status, String type, String message) {
    return response
        .status(status)
        .header("content-type", "application/json")
        .sendString(
            Mono.just(
                "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
                    .formatted(type, message)));
  }
}
