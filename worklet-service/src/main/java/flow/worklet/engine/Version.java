package flow.worklet.engine;

import flow.events.WorkletId;

/// One version of a worklet: what is built once and runs at most once.
public record Version(WorkletId worklet, int number) {

  @Override
  public String toString() {
    return "%s-v%d".formatted(worklet, number);
  }
}
