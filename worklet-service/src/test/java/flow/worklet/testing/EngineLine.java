package flow.worklet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A line to the container engine that can be cut, so that the engine is away for the service and
/// for nobody else.
public final class EngineLine implements AutoCloseable {

  private static final String SOCKET = "/var/run/docker.sock";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  public EngineLine() {
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /// Where the engine is reached through this line.
  public String host() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  public void cut() {
    cut = true;
    open.forEach(EngineLine::drop);
    open.clear();
  }

  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var near = server.accept();
        if (cut) {
          near.close();
        } else {
          join(near);
        }
      } catch (IOException closed) {
        // the next call tells whether it was the server
      }
    }
  }

  private void join(Socket near) throws IOException {
    var far = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET));
    open.add(near);
    open.add(far);
    var in = near.getInputStream();
    var out = near.getOutputStream();
    threads.execute(() -> pass(in, Channels.newOutputStream(far), far::shutdownOutput));
    threads.execute(() -> pass(Channels.newInputStream(far), out, near::shutdownOutput));
  }

  private interface End {

    void close() throws IOException;
  }

  /// Either side may say that it has said everything while it still listens.
  private static void pass(InputStream from, OutputStream to, End end) {
    try {
      var _ = from.transferTo(to);
      end.close();
    } catch (IOException gone) {
      // the other direction ends by itself
    }
  }

  private static void drop(AutoCloseable end) {
    try {
      end.close();
    } catch (Exception gone) {
      // it is dropped
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    threads.shutdownNow();
  }
}
