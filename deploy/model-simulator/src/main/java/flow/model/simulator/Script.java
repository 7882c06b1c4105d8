package flow.model.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The answers that a prompt asks for, one for each request: a script's lines begin with `sim:`,
/// its steps are separated by ` then `.
record Script(List<Reply> replies) {

  private static final Pattern LINE = Pattern.compile("(?m)\\bsim:[ \\t]*(.+)$");

  /// Reads the script in a prompt; empty when there is none.
  static Optional<Script> in(String prompt, String workspace) {
    var steps = new ArrayList<String>();
    var lines = LINE.matcher(prompt);
    while (lines.find()) {
      steps.addAll(Steps.split(lines.group(1)));
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(compile(steps, workspace));
  }

  /// The answer to the request that comes after so many answers.
  Reply reply(int answers) {
    return answers < replies.size() ? replies.get(answers) : Reply.of(Block.Text.of("Done."));
  }

  private static Script compile(List<String> steps, String workspace) {
    var replies = new ArrayList<Reply>();
    var next = new Draft();
    for (var step : steps) {
      if (next.calls() && !step.startsWith("and ")) {
        replies.add(next.reply());
        next = new Draft();
      }
      Steps.apply(step, workspace, next);
    }
    replies.add(next.reply());
    return new Script(List.copyOf(replies));
  }

  /// An answer while its steps are read.
  static final class Draft {

    final List<Fault> faults = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();
    Duration wait = Duration.ZERO;
    String stop = "end_turn";

    boolean calls() {
      return blocks.stream().anyMatch(Block.ToolUse.class::isInstance);
    }

    Reply reply() {
      if (blocks.isEmpty()) {
        blocks.add(Block.Text.of("Done."));
      }
      return new Reply(faults, wait, blocks, calls() ? "tool_use" : stop);
    }
  }
}
