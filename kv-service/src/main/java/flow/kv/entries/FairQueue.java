package flow.kv.entries;

import flow.kv.entries.Coalescer.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Waiting calls, a line for each worklet. Each worklet in its turn gives one call to a batch, so
/// one that calls without end delays the others by no more than its share. Used by one thread at a
/// time.
final class FairQueue<C, R> {

  private final LinkedHashMap<UUID, ArrayDeque<Waiting<C, R>>> lines = new LinkedHashMap<>();

  void add(Waiting<C, R> arrival) {
    lines.computeIfAbsent(arrival.worklet(), _ -> new ArrayDeque<>()).add(arrival);
  }

  /// The next batch; empty when nothing waits.
  ///
  /// @param waiting is lowered by the calls that leave the queue
  List<Waiting<C, R>> take(Limits limits, ToIntFunction<C> size, AtomicInteger waiting) {
    var batch = new ArrayList<Waiting<C, R>>();
    int room = limits.bytes();
    while (batch.size() < limits.calls() && room > 0 && !lines.isEmpty()) {
      if (!limits.mixed()
          && !batch.isEmpty()
          && !lines.firstEntry().getKey().equals(batch.getFirst().worklet())) {
        break;
      }
      var line = lines.pollFirstEntry();
      var next = nextOf(line.getValue(), waiting);
      if (next == null) {
        continue;
      }
      int needed = size.applyAsInt(next.call());
      if (needed > room && !batch.isEmpty()) {
        line.getValue().addFirst(next);
        lines.put(line.getKey(), line.getValue());
        break;
      }
      room -= needed;
      waiting.decrementAndGet();
      batch.add(next);
      if (!line.getValue().isEmpty()) {
        if (limits.mixed()) {
          lines.putLast(line.getKey(), line.getValue());
        } else {
          lines.putFirst(line.getKey(), line.getValue());
        }
      }
    }
    if (!limits.mixed()
        && !batch.isEmpty()
        && !lines.isEmpty()
        && lines.firstEntry().getKey().equals(batch.getFirst().worklet())) {
      var line = lines.pollFirstEntry();
      lines.putLast(line.getKey(), line.getValue());
    }
    return batch;
  }

  /// The first call of a line that is still wanted.
  private @Nullable Waiting<C, R> nextOf(ArrayDeque<Waiting<C, R>> line, AtomicInteger waiting) {
    for (var next = line.pollFirst(); next != null; next = line.pollFirst()) {
      if (!next.cancelled()) {
        return next;
      }
      waiting.decrementAndGet();
    }
    return null;
  }

  /// Removes the calls that came before a moment.
  List<Waiting<C, R>> expired(long moment) {
    var late = new ArrayList<Waiting<C, R>>();
    lines
        .values()
        .removeIf(line -> {
          while (!line.isEmpty() && line.getFirst().since() - moment < 0) {
            late.add(line.removeFirst());
          }
          return line.isEmpty();
        });
    return late;
  }
}
