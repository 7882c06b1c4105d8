package flow.slack.gateway.render;

import flow.events.SessionEvent;
import java.util.Comparator;

/// When in a session's life something was said: first its owner's epoch counts, then the order in
/// it.
record Stamp(long epoch, long seq) implements Comparable<Stamp> {

  static final Stamp NEVER = new Stamp(-1, -1);

  private static final Comparator<Stamp> ORDER =
      Comparator.comparingLong(Stamp::epoch).thenComparingLong(Stamp::seq);

  static Stamp of(SessionEvent event) {
    return new Stamp(event.epoch(), event.seq());
  }

  boolean isAfter(Stamp other) {
    return compareTo(other) > 0;
  }

  static Stamp latest(Stamp one, Stamp other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
