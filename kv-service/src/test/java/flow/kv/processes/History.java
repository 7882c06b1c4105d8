package flow.kv.processes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What was seen of one key: calls with the moments at which they began and were answered.
///
/// Whether it is linearizable is found by search (Wing and Gong 1993, with the memory of Lowe
/// 2017): there must be an order of the calls, each between its beginning and its answer, in which
/// every reading gives the value written last. A write without an answer may have happened at any
/// time after its beginning, or not at all. Every value is written once only.
final class History {

  private static final long NEVER = Long.MAX_VALUE;

  private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();

  void wrote(String value, long began, long ended) {
    operations.add(new Operation(true, value, began, ended));
  }

  void mayHaveWritten(String value, long began) {
    operations.add(new Operation(true, value, began, NEVER));
  }

  /// @param value null when there was nothing
  void read(@Nullable String value, long began, long ended) {
    operations.add(new Operation(false, value, began, ended));
  }

  int size() {
    return operations.size();
  }

  boolean isLinearizable() {
    return new Search(calls()).run();
  }

  /// A write that may have happened and that nobody has seen can be left out: if there is an order
  /// with it, there is one without.
  private List<Operation> calls() {
    var seen = new HashSet<@Nullable String>();
    operations.stream().filter(call -> !call.write).forEach(call -> seen.add(call.value));
    return operations.stream()
        .filter(call -> call.ended != NEVER || seen.contains(call.value))
        .sorted(Comparator.comparingLong(Operation::began))
        .toList();
  }

  private record Operation(boolean write, @Nullable String value, long began, long ended) {}

  /// Which calls are placed, and the value after them.
  private record State(BitSet placed, @Nullable String value) {}

  private static final class Search {

    private final List<Operation> calls;
    private final Set<State> seen = new HashSet<>();
    private final List<State> open = new ArrayList<>();

    private Search(List<Operation> calls) {
      this.calls = calls;
    }

    private boolean run() {
      push(new State(new BitSet(), null));
      while (!open.isEmpty()) {
        var state = open.removeLast();
        if (isComplete(state.placed)) {
          return true;
        }
        long firstEnd = firstEnd(state.placed);
        for (int i = state.placed.nextClearBit(0);
            i < calls.size() && calls.get(i).began <= firstEnd;
            i = state.placed.nextClearBit(i + 1)) {
          place(state, i);
        }
      }
      return false;
    }

    private void place(State state, int i) {
      var call = calls.get(i);
      if (call.write || Objects.equals(call.value, state.value)) {
        var placed = (BitSet) state.placed.clone();
        placed.set(i);
        push(new State(placed, call.write ? call.value : state.value));
      }
    }

    private void push(State state) {
      if (seen.add(state)) {
        open.add(state);
      }
    }

    private boolean isComplete(BitSet placed) {
      for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
        if (calls.get(i).ended != NEVER) {
          return false;
        }
      }
      return true;
    }

    /// No call can come before one that had ended before it began.
    private long firstEnd(BitSet placed) {
      long first = NEVER;
      for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
        if (calls.get(i).began > first) {
          break;
        }
        first = Math.min(first, calls.get(i).ended);
      }
      return first;
    }
  }
}
