package flow.model.simulator;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Answers and errors as whole JSON documents.
final class WholeAnswer {

  private WholeAnswer() {}

  static ObjectNode of(Answer answer) {
    var message = head(answer).put("stop_reason", answer.stop()).putNull("stop_sequence");
    var content = message.putArray("content");
    for (var block : answer.blocks()) {
      switch (block) {
        case Block.Text text -> content.addObject().put("type", "text").put("text", text.text());
        case Block.Thinking thinking ->
            content
                .addObject()
                .put("type", "thinking")
                .put("thinking", thinking.text())
                .put("signature", "b2ZmbGluZQ==");
        case Block.ToolUse use ->
            content
                .addObject()
                .put("type", "tool_use")
                .put("id", "toolu_" + UUID.randomUUID().toString().replace("-", ""))
                .put("name", use.name())
                .set("input", use.input());
        case Block.Report _, Block.Recall _ -> throw new IllegalStateException("unresolved block");
      }
    }
    message
        .putObject("usage")
        .put("input_tokens", answer.inputTokens())
        .put("output_tokens", answer.outputTokens());
    return message;
  }

  static ObjectNode head(Answer answer) {
    return Steps.object()
        .put("id", answer.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", answer.model());
  }

  static ObjectNode error(Refusal refusal) {
    var error = Steps.object().put("type", "error");
    error.putObject("error").put("type", refusal.type()).put("message", refusal.message());
    return error.put("request_id", "req_" + UUID.randomUUID().toString().replace("-", ""));
  }
}
