package flow.slack.simulator.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/// The connection under a request.
final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private Wire() {}

  static Channel of(ServerHttpRequest request) {
    HttpServerRequest underlying = ServerHttpRequestDecorator.getNativeRequest(request);
    var channel = new Channel[1];
    underlying.withConnection(connection -> channel[0] = connection.channel());
    return channel[0];
  }

  /// Ends the connection with a reset, as a crashing proxy does.
  static void reset(ServerHttpRequest request) {
    var channel = of(request);
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close().addListener(_ -> LOG.debug("connection reset"));
  }
}
