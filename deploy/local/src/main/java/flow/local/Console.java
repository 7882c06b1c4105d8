package flow.local;

import flow.local.platform.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Prints what is going on, each line with the seconds since the command was typed.
///
/// @param out where people read
/// @param began when the command was typed
/// @param clock tells what time it is
record Console(PrintStream out, Instant began, Clock clock) implements Progress {

  @Override
  public void say(String line) {
    out.println("[%3d s] %s".formatted(Duration.between(began, clock.instant()).toSeconds(), line));
  }

  void announce(String line) {
    out.println(line);
  }
}
