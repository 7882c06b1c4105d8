package flow.model.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts how often the same request was made, and so which fault is due.
final class Attempts {

  private static final int KEPT = 1000;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > KEPT;
        }
      };

  /// The fault for the next attempt at this reply; empty once all are spent.
  Optional<Fault> next(String request, Reply reply) {
    int attempt = count(request);
    for (var fault : reply.faults()) {
      if (attempt < fault.times()) {
        return Optional.of(fault);
      }
      attempt -= fault.times();
    }
    return Optional.empty();
  }

  private synchronized int count(String request) {
    return counts.merge(request, 1, Integer::sum) - 1;
  }
}
