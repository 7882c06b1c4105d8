package flow.slack.simulator.workspace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Gives every message its own rising `ts`: seconds, a dot, six digits.
final class Clock {

  private long last;

  synchronized String next() {
    last = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    return format(last);
  }

  synchronized void notBefore(String ts) {
    var parts = ts.split("\\.", 2);
    last = Math.max(last, Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(parts[1]));
  }

  private static String format(long micros) {
    return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
  }
}
