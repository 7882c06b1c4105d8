package flow.worklet.preview;

import flow.platform.web.OperatorToken;
import flow.worklet.engine.Version;
import flow.worklet.traffic.Route;
import flow.worklet.traffic.Routes;
import flow.worklet.traffic.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/// Passes a request on and its answer back.
///
/// A request that meets a container which is just going away is sent again to where the route leads
/// then, provided that sending it twice does no harm. Others get a fresh connection, since a kept
/// one may be closed by the other side at any moment.
@Component
class Passage {

  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration BEFORE_RETRY = Duration.ofMillis(100);
  private static final int RETRIES = 3;

  private final HttpClient kept = client(pool());
  private final HttpClient fresh = client(ConnectionProvider.newConnection());
  private final Routes routes;
  private final Traffic traffic;
  private final WebSocketPassage webSockets;
  private final OperatorToken token;

  Passage(Routes routes, Traffic traffic, WebSocketPassage webSockets, OperatorToken token) {
    this.routes = routes;
    this.traffic = traffic;
    this.webSockets = webSockets;
    this.token = token;
  }

  private static ConnectionProvider pool() {
    return ConnectionProvider.builder("previews")
        .maxConnections(200)
        .pendingAcquireMaxCount(1_000)
        .pendingAcquireTimeout(Duration.ofSeconds(20))
        .maxIdleTime(Duration.ofSeconds(4))
        .evictInBackground(Duration.ofSeconds(5))
        .lifo()
        .build();
  }

  private static HttpClient client(ConnectionProvider connections) {
    return HttpClient.create(connections)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
        .responseTimeout(LONGEST)
        .disableRetry(true)
        .followRedirect(false)
        .compress(false);
  }

  Mono<Void> pass(ServerWebExchange exchange, Target target, Route route) {
    return pass(exchange, target, route, RETRIES);
  }

  private Mono<Void> pass(ServerWebExchange exchange, Target target, Route route, int retries) {
    var version = Objects.requireNonNull(route.version());
    return Mono.defer(
            () -> {
              traffic.begin(version);
              return PreviewRouter.isWebSocket(exchange.getRequest().getHeaders())
                  ? webSockets.pass(exchange, target, route)
                  : send(exchange, target, route);
            })
        .doFinally(_ -> traffic.end(version))
        .onErrorResume(
            NotSent.class, problem -> again(exchange, target, route, version, retries, problem));
  }

  /// Nothing of the answer was seen, so the request can be sent again.
  private Mono<Void> again(
      ServerWebExchange exchange,
      Target target,
      Route route,
      Version version,
      int retries,
      NotSent problem) {
    if (retries == 0) {
      LOG.debug("{} does not answer", version, problem);
      return Pages.noAnswer(exchange, route.worklet());
    }
    routes.forget(version.worklet());
    return Mono.delay(BEFORE_RETRY)
        .then(Mono.defer(() -> routes.find(target.slug())))
        .flatMap(now ->
            now.isOpen()
                ? pass(exchange, target, now, retries - 1)
                : Pages.broken(exchange, now.worklet()));
  }

  private Mono<Void> send(ServerWebExchange exchange, Target target, Route route) {
    var request = exchange.getRequest();
    boolean harmless = isHarmless(request);
    var headers = PassedHeaders.request(request, target, token);
    return (harmless ? kept : fresh)
        .headers(to -> headers.forEach((name, values) -> to.set(name, values)))
        .request(HttpMethod.valueOf(request.getMethod().name()))
        .uri("http://%s:%d%s".formatted(route.host(), route.port(), target.rest()))
        .send((_, out) -> harmless ? out : out.send(request.getBody().map(Passage::bytes)))
        .responseConnection(
            (answer, connection) -> copy(answer, connection, exchange, target).thenReturn(true))
        .next()
        .onErrorMap(problem -> mayRepeat(exchange, harmless, problem), NotSent::new)
        .then();
  }

  /// Without a body, and without an effect.
  private static boolean isHarmless(ServerHttpRequest request) {
    var headers = request.getHeaders();
    return HARMLESS.contains(request.getMethod().name())
        && headers.getContentLength() <= 0
        && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  private static boolean mayRepeat(
      ServerWebExchange exchange, boolean harmless, Throwable problem) {
    boolean untouched = !exchange.getResponse().isCommitted();
    boolean unsent =
        problem instanceof java.net.ConnectException
            || problem instanceof io.netty.channel.ConnectTimeoutException;
    return untouched && (unsent || (harmless && problem instanceof IOException));
  }

  @SuppressWarnings("NestedPublishers") // what arrives is flushed at once
  private static Mono<Void> copy(
      HttpClientResponse answer, Connection connection, ServerWebExchange exchange, Target target) {
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
    PassedHeaders.response(answer.responseHeaders().entries(), response.getHeaders(), target);
    var buffers = (NettyDataBufferFactory) response.bufferFactory();
    var body =
        connection.inbound().receive().retain().map(bytes -> (DataBuffer) buffers.wrap(bytes));
    boolean known = answer.responseHeaders().contains(HttpHeaders.CONTENT_LENGTH);
    return (known ? response.writeWith(body) : response.writeAndFlushWith(body.map(Flux::just)))
        .doOnCancel(connection::dispose)
        .doOnError(_ -> connection.dispose());
  }

  private static ByteBuf bytes(DataBuffer buffer) {
    if (buffer instanceof NettyDataBuffer netty) {
      return netty.getNativeBuffer();
    }
    throw new IllegalStateException("Requests arrive through Netty");
  }

  /// The request had no effect, as far as anybody can tell.
  private static final class NotSent extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotSent(Throwable reason) {
      super("not sent", reason, false, false);
    }
  }
}
