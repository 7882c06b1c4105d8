package flow.session.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import reactor.core.scheduler.Scheduler;

/// Drains the CLI's error stream and keeps its last lines.
final class Complaints {

  private static final int KEPT = 20;
  private static final int LONGEST = 500;

  private final Deque<String> lines = new ArrayDeque<>();

  private Complaints() {}

  static Complaints of(InputStream errors, Scheduler threads) {
    var complaints = new Complaints();
    threads.schedule(() -> complaints.drain(errors));
    return complaints;
  }

  private void drain(InputStream errors) {
    try (var reader = new BufferedReader(new InputStreamReader(errors, UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
      }
    } catch (IOException closed) {
      add("(the error stream broke off)");
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  @Override
  public synchronized String toString() {
    return String.join(" | ", lines);
  }
}
