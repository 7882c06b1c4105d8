package flow.kv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that asks for a stream and then does not read.
final class StuckReader implements AutoCloseable {

  private final Socket socket = new Socket();

  StuckReader(int port, Store store, String path) {
    try {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("localhost", port), 10_000);
      socket.setSoTimeout(20_000);
      var request =
          "GET /v1/worklets/%s/kv%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(store.worklet(), path, store.token());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void readHead() {
    try {
      if (socket.getInputStream().readNBytes(100).length < 100) {
        throw new IllegalStateException("no answer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
