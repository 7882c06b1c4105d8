package flow.worklet.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Requests over kept connections, with as little work of its own as can be.
///
/// @param host what is asked
/// @param path what is asked for
record Load(String host, int port, String path) {

  /// As many requests as are answered on some connections; tells the answers a second.
  double most(int connections, Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var counts =
        together(
            connections,
            () -> {
              long count = 0;
              try (var line = new Line()) {
                while (System.nanoTime() < until) {
                  line.ask();
                  count++;
                }
              }
              return count;
            });
    return counts.stream().mapToLong(Long::longValue).sum() / (time.toMillis() / 1000.0);
  }

  /// A steady stream of requests; tells how long each took, in nanoseconds, sorted. A late answer
  /// counts from when it should have been asked for.
  List<Long> steady(int connections, int perSecond, Duration time) {
    var times = new ConcurrentLinkedQueue<Long>();
    long interval = 1_000_000_000L * connections / perSecond;
    long begin = System.nanoTime() + 100_000_000L;
    var number = IntStream.range(0, connections).iterator();
    var _ =
        together(
            connections,
            () -> {
              long due;
              synchronized (number) {
                due = begin + number.next() * interval / connections;
              }
              try (var line = new Line()) {
                for (long end = begin + time.toNanos(); due < end; due += interval) {
                  while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                  }
                  line.ask();
                  times.add(System.nanoTime() - due);
                }
              }
              return 0L;
            });
    return times.stream().sorted().toList();
  }

  private interface Work {

    long run() throws IOException;
  }

  private static List<Long> together(int count, Work work) {
    try (var threads = Executors.newFixedThreadPool(count)) {
      var all = new ArrayList<CompletableFuture<Long>>();
      for (int i = 0; i < count; i++) {
        all.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return work.run();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                },
                threads));
      }
      return all.stream().map(CompletableFuture::join).toList();
    }
  }

  /// One connection.
  private final class Line implements AutoCloseable {

    private final Socket socket = new Socket(host, port);
    private final InputStream in = new BufferedInputStream(socket.getInputStream());
    private final byte[] request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(path, host)
            .getBytes(StandardCharsets.UTF_8);

    Line() throws IOException {
      socket.setTcpNoDelay(true);
    }

    void ask() throws IOException {
      socket.getOutputStream().write(request);
      var status = line();
      int length = -1;
      for (var header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      if (!status.startsWith("HTTP/1.1 200") || length < 0) {
        throw new IOException("unexpected answer: " + status);
      }
      in.skipNBytes(length);
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the connection was closed");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
