package flow.model.simulator;

import java.util.List;
import java.util.UUID;

/// A reply with everything resolved that depends on the conversation.
///
/// @param inputTokens a rough count of what was read
record Answer(String id, String model, List<Block> blocks, String stop, int inputTokens) {

  private static final int CHARACTERS_PER_TOKEN = 4;

  static Answer of(Reply reply, Conversation conversation, String model, int characters) {
    return new Answer(
        "msg_" + UUID.randomUUID().toString().replace("-", ""),
        model,
        reply.blocks().stream().map(block -> resolved(block, conversation)).toList(),
        reply.stop(),
        tokens(characters));
  }

  int outputTokens() {
    return blocks.stream()
        .mapToInt(block ->
            switch (block) {
              case Block.Text text -> tokens(text.text().length());
              case Block.Thinking thinking -> tokens(thinking.text().length());
              case Block.ToolUse use -> tokens(use.input().toString().length());
              case Block.Report _, Block.Recall _ -> 0;
            })
        .sum();
  }

  static int tokens(int characters) {
    return Math.max(1, characters / CHARACTERS_PER_TOKEN);
  }

  private static Block resolved(Block block, Conversation conversation) {
    return switch (block) {
      case Block.Report _ ->
          Block.Text.of(
              "The tool said: "
                  + (conversation.results().isEmpty()
                      ? "nothing"
                      : conversation.results().getLast().text()));
      case Block.Recall _ ->
          Block.Text.of("I remember: " + String.join(" || ", conversation.prompts()));
      default -> block;
    };
  }
}
