package flow.session.turns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Shares the processes of this instance: first come, first served.
final class Slots {

  private final int most;
  private final Set<SessionOwner> taken = new HashSet<>();
  private final Set<SessionOwner> waiting = new LinkedHashSet<>();

  Slots(int most) {
    this.most = most;
  }

  /// Takes a slot; false means that the session waits for one now and will be woken.
  synchronized boolean take(SessionOwner owner) {
    if (taken.contains(owner)) {
      return true;
    }
    boolean first = waiting.isEmpty() || waiting.iterator().next().equals(owner);
    if (taken.size() < most && first) {
      waiting.remove(owner);
      taken.add(owner);
      return true;
    }
    waiting.add(owner);
    return false;
  }

  /// Gives the slot, or the place in the queue, back.
  void release(SessionOwner owner) {
    SessionOwner next;
    synchronized (this) {
      taken.remove(owner);
      waiting.remove(owner);
      next = waiting.isEmpty() || taken.size() >= most ? null : waiting.iterator().next();
    }
    if (next != null) {
      next.attend();
    }
  }

  /// How many sessions wait before this one.
  synchronized int ahead(SessionOwner owner) {
    return new ArrayList<>(waiting).indexOf(owner);
  }

  synchronized boolean isContended() {
    return !waiting.isEmpty();
  }

  synchronized List<SessionOwner> holders() {
    return List.copyOf(taken);
  }
}
