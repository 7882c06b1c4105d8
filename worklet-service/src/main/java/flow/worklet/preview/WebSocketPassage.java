package flow.worklet.preview;

import flow.platform.web.OperatorToken;
import flow.worklet.traffic.Route;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;

/// Passes a web socket's messages on in both directions, for as long as both ends are open.
@Component
class WebSocketPassage {

  private static final int LONGEST_FRAME = 4 << 20;
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  private final WebSocketService service = new HandshakeWebSocketService();
  private final WebSocketClient client =
      new ReactorNettyWebSocketClient(
          HttpClient.create(ConnectionProvider.newConnection())
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000),
          () -> WebsocketClientSpec.builder().maxFramePayloadLength(LONGEST_FRAME));
  private final OperatorToken token;

  WebSocketPassage(OperatorToken token) {
    this.token = token;
  }

  Mono<Void> pass(ServerWebExchange exchange, Target target, Route route) {
    var request = exchange.getRequest();
    var uri = URI.create("ws://%s:%d%s".formatted(route.host(), route.port(), target.rest()));
    var headers = PassedHeaders.webSocket(request, target, token);
    var protocols =
        request.getHeaders().getOrEmpty(PROTOCOLS).stream()
            .flatMap(line -> Stream.of(line.split("\\s*,\\s*")))
            .toList();
    return service.handleRequest(exchange, new Relay(uri, headers, protocols));
  }

  private final class Relay implements WebSocketHandler {

    private final URI uri;
    private final HttpHeaders headers;
    private final List<String> protocols;

    Relay(URI uri, HttpHeaders headers, List<String> protocols) {
      this.uri = uri;
      this.headers = headers;
      this.protocols = protocols;
    }

    @Override
    public List<String> getSubProtocols() {
      return protocols;
    }

    @Override
    public Mono<Void> handle(WebSocketSession visitor) {
      return client
          .execute(uri, headers, new Far(visitor))
          .onErrorResume(_ -> visitor.close(CloseStatus.SERVICE_RESTARTED));
    }

    /// The end at the worklet.
    private final class Far implements WebSocketHandler {

      private final WebSocketSession visitor;

      Far(WebSocketSession visitor) {
        this.visitor = visitor;
      }

      @Override
      public List<String> getSubProtocols() {
        return protocols;
      }

      @Override
      public Mono<Void> handle(WebSocketSession worklet) {
        var there =
            worklet
                .send(visitor.receive().doOnNext(WebSocketMessage::retain))
                .then(close(visitor, worklet));
        var back =
            visitor
                .send(worklet.receive().doOnNext(WebSocketMessage::retain))
                .then(close(worklet, visitor));
        return Mono.firstWithSignal(there, back);
      }
    }

    /// Closes the other end as the first was closed.
    private static Mono<Void> close(WebSocketSession closed, WebSocketSession other) {
      return closed
          .closeStatus()
          .defaultIfEmpty(CloseStatus.NO_STATUS_CODE)
          .flatMap(status -> other.isOpen() ? other.close(sendable(status)) : Mono.empty());
    }

    /// Some codes say that none was sent, and must not be sent.
    private static CloseStatus sendable(CloseStatus status) {
      return switch (status.getCode()) {
        case 1005 -> CloseStatus.NORMAL;
        case 1006, 1015 -> CloseStatus.SERVICE_RESTARTED;
        default -> status;
      };
    }
  }
}
