package flow.model.simulator;

import java.time.Duration;
import java.util.List;

/// What one request is answered with.
///
/// @param faults what goes wrong before, in this order
/// @param pause the pause before anything is sent
/// @param stop the reason of its end, as the API names it
record Reply(List<Fault> faults, Duration pause, List<Block> blocks, String stop) {

  Reply {
    faults = List.copyOf(faults);
    blocks = List.copyOf(blocks);
  }

  static Reply of(Block... blocks) {
    var calls = List.of(blocks).stream().anyMatch(Block.ToolUse.class::isInstance);
    return new Reply(List.of(), Duration.ZERO, List.of(blocks), calls ? "tool_use" : "end_turn");
  }
}
