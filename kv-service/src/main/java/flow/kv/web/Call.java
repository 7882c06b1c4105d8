package flow.kv.web;

import flow.kv.json.JsonReader;
import io.netty.channel.ChannelOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/// One allowed call.
///
/// @param worklet whose store is called; for calls on all worklets a placeholder
public record Call(ServerWebExchange exchange, UUID worklet, String namespace, String key) {

  /// The largest value, in bytes.
  public static final int LARGEST_VALUE = 1_048_576;

  public ServerHttpRequest request() {
    return exchange.getRequest();
  }

  public ServerHttpResponse response() {
    return exchange.getResponse();
  }

  public boolean asksForHeadOnly() {
    return request().getMethod().equals(HttpMethod.HEAD);
  }

  public @Nullable String query(String name) {
    return request().getQueryParams().getFirst(name);
  }

  public boolean flag(String name) {
    var value = query(name);
    return switch (value == null ? "false" : value) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw Refusal.invalid(name + " is true or false");
    };
  }

  public @Nullable String header(String name) {
    return request().getHeaders().getFirst(name);
  }

  /// The request's body, which may have so many bytes.
  public Mono<byte[]> body(int most) {
    if (request().getHeaders().getContentLength() > most) {
      return Mono.error(() -> tooLarge(most));
    }
    return DataBufferUtils.join(request().getBody(), most)
        .map(Call::bytes)
        .defaultIfEmpty(new byte[0])
        .onErrorMap(DataBufferLimitException.class, limit -> tooLarge(most));
  }

  /// The request's body as read by the function; an empty body reads as an empty object.
  public <T> Mono<T> json(int most, Function<JsonReader, T> reading) {
    return body(most)
        .map(bytes -> {
          var reader = new JsonReader(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
          var result = reading.apply(reader);
          reader.end();
          return result;
        });
  }

  /// Whether little of the answer waits to be sent.
  public boolean hasRoom() {
    var room = new AtomicBoolean();
    connected().withConnection(connection -> room.set(connection.channel().isWritable()));
    return room.get();
  }

  /// Ends the connection, whatever is still on its way.
  public void cut() {
    connected().withConnection(Call::reset);
  }

  private HttpServerRequest connected() {
    return ServerHttpRequestDecorator.getNativeRequest(request());
  }

  /// Disposing of the connection would wait for what is still to be sent, which a stuck reader
  /// never takes.
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of it
  private static void reset(Connection connection) {
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    connection.channel().close();
  }

  private static byte[] bytes(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static Refusal tooLarge(int most) {
    return new Refusal(Code.VALUE_TOO_LARGE, "The body is larger than %,d bytes".formatted(most));
  }
}
