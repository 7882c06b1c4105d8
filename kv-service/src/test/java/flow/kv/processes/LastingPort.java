package flow.kv.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A free port that stays free while its server is down.
///
/// It lies below those from which systems take the ports of clients: a client that keeps trying to
/// reach a port among these is one day given that very port, and is then connected with itself.
final class LastingPort {

  private LastingPort() {}

  static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one
      }
    }
  }
}
