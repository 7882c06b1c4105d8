package flow.slack.simulator.delivery;

import flow.slack.simulator.faults.Faults;
import io.netty.channel.Channel;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketMessage.Type;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/// Talks Socket Mode with one socket until either side ends it.
public final class SocketHandler {

  private final Sockets sockets;
  private final Deliveries deliveries;
  private final Faults faults;

  public SocketHandler(Sockets sockets, Deliveries deliveries, Faults faults) {
    this.sockets = sockets;
    this.deliveries = deliveries;
    this.faults = faults;
  }

  /// Serves one socket.
  ///
  /// @param ticket from the URL that `apps.connections.open` answered; good once
  /// @param channel the wire under the session
  public Mono<Void> handle(WebSocketSession session, String ticket, Channel channel) {
    if (faults.socketsAreRefused() || !sockets.redeem(ticket)) {
      return session.close(CloseStatus.POLICY_VIOLATION);
    }
    var connection = new Connection(session, channel);
    var incoming =
        session
            .receive()
            .filter(message -> message.getType() == Type.TEXT)
            .map(WebSocketMessage::getPayloadAsText)
            .doOnNext(deliveries::received)
            .then();
    var outgoing = session.send(connection.outgoing());
    sockets.add(connection);
    return Mono.firstWithSignal(incoming, outgoing, sockets.age(connection))
        .then(session.close())
        .doFinally(_ -> sockets.remove(connection));
  }
}
