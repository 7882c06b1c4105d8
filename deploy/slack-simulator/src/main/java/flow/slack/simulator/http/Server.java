package flow.slack.simulator.http;

import flow.slack.simulator.delivery.SocketHandler;
import io.netty.channel.Channel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/// The one port: HTTP for everything, and the sockets of Socket Mode at `/link/`.
public final class Server implements AutoCloseable {

  private static final int LARGEST_BODY = 8 * 1024 * 1024;
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final LoopResources loops = LoopResources.create("slack-simulator", 2, true);
  private final HandshakeWebSocketService handshake =
      new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
  private final SocketHandler sockets;
  private final DisposableServer server;

  /// Listens at once.
  ///
  /// @param port 0 for any free one
  public Server(int port, RouterFunction<ServerResponse> routes, SocketHandler sockets) {
    this.sockets = sockets;
    var strategies =
        HandlerStrategies.builder()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_BODY))
            .build();
    var http = RouterFunctions.toWebHandler(routes, strategies);
    WebHandler all = exchange -> isSocket(exchange) ? socket(exchange) : http.handle(exchange);
    var adapter = new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(all).build());
    server =
        HttpServer.create()
            .port(port)
            .runOn(loops)
            .channelGroup(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
            .handle(adapter)
            .bindNow();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.disposeNow(GRACE);
    loops.disposeLater(QUIET, GRACE).subscribe();
  }

  private static boolean isSocket(ServerWebExchange exchange) {
    return exchange.getRequest().getPath().value().startsWith("/link");
  }

  private Mono<Void> socket(ServerWebExchange exchange) {
    var ticket = exchange.getRequest().getQueryParams().getFirst("ticket");
    Channel channel = Wire.of(exchange.getRequest());
    return handshake.handleRequest(
        exchange, session -> sockets.handle(session, ticket == null ? "" : ticket, channel));
  }
}
