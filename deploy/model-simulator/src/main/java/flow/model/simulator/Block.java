package flow.model.simulator;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// One content block of an answer.
sealed interface Block {

  /// Words for the person.
  ///
  /// @param pace the pause before each word
  record Text(String text, Duration pace) implements Block {

    static Text of(String text) {
      return new Text(text, Duration.ZERO);
    }
  }

  record Thinking(String text, Duration pace) implements Block {}

  record ToolUse(String name, ObjectNode input) implements Block {}

  /// Says what the last tool answered.
  record Report() implements Block {}

  /// Says which prompts of this conversation came before.
  record Recall() implements Block {}
}
