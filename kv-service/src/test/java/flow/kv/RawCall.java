package flow.kv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends bytes that no HTTP client would send.
final class RawCall {

  private RawCall() {}

  /// All that is answered to one request.
  ///
  /// @param head lines of the request without the last, empty one; a byte for each character
  static String send(int port, String head, String body) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 10_000);
      socket.setSoTimeout(30_000);
      var request = head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The answer to a request with this target as it stands, on a connection of its own.
  static String send(int port, String method, String target, String token, String body) {
    var head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s"
            .formatted(method, target, token);
    return send(port, head, body);
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
