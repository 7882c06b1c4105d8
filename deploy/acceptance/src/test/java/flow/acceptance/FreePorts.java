package flow.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for a platform of its own. A service's management port is its port + 1000, so both must be
/// free.
final class FreePorts {

  final int gateway = pair();
  final int session = pair();
  final int worklet = pair();
  final int kv = pair();
  final int kafka = pair();
  final int postgres = pair();

  private static int pair() {
    for (int i = 0; i < 1000; i++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 29_000);
      if (free(port) && free(port + 1000)) {
        return port;
      }
    }
    throw new IllegalStateException("no free ports between 20000 and 30000");
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
