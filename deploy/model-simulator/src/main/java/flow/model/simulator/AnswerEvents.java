package flow.model.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// An answer as the API streams it.
final class AnswerEvents {

  /// One server-sent event.
  ///
  /// @param after the pause before it
  /// @param word whether it brings a piece of the answer
  record Event(Duration after, boolean word, String text) {}

  private static final int JSON_PIECE = 40;

  private final List<Event> events = new ArrayList<>();

  private AnswerEvents() {}

  static List<Event> of(Answer answer) {
    var stream = new AnswerEvents();
    stream.start(answer);
    for (int index = 0; index < answer.blocks().size(); index++) {
      stream.block(index, answer.blocks().get(index));
    }
    stream.stop(answer);
    return stream.events;
  }

  static Event error(Refusal refusal) {
    return event(Duration.ZERO, false, "error", WholeAnswer.error(refusal));
  }

  private void start(Answer answer) {
    var message = WholeAnswer.head(answer).putNull("stop_reason").putNull("stop_sequence");
    message.putArray("content");
    message.putObject("usage").put("input_tokens", answer.inputTokens()).put("output_tokens", 1);
    var event = typed("message_start");
    event.set("message", message);
    add(Duration.ZERO, false, "message_start", event);
    add(Duration.ZERO, false, "ping", typed("ping"));
  }

  private void block(int index, Block block) {
    var start = typed("content_block_start").put("index", index);
    switch (block) {
      case Block.Text text -> {
        start.putObject("content_block").put("type", "text").put("text", "");
        add(Duration.ZERO, false, "content_block_start", start);
        Texts.pieces(text.text())
            .forEach(piece -> delta(index, text.pace(), "text_delta", "text", piece));
      }
      case Block.Thinking thinking -> {
        start
            .putObject("content_block")
            .put("type", "thinking")
            .put("thinking", "")
            .put("signature", "");
        add(Duration.ZERO, false, "content_block_start", start);
        Texts.pieces(thinking.text())
            .forEach(piece -> delta(index, thinking.pace(), "thinking_delta", "thinking", piece));
        delta(index, Duration.ZERO, "signature_delta", "signature", "b2ZmbGluZQ==");
      }
      case Block.ToolUse use -> {
        start
            .putObject("content_block")
            .put("type", "tool_use")
            .put("id", "toolu_" + UUID.randomUUID().toString().replace("-", ""))
            .put("name", use.name())
            .putObject("input");
        add(Duration.ZERO, false, "content_block_start", start);
        var json = use.input().toString();
        for (int at = 0; at < json.length(); at += JSON_PIECE) {
          var piece = json.substring(at, Math.min(json.length(), at + JSON_PIECE));
          delta(index, Duration.ZERO, "input_json_delta", "partial_json", piece);
        }
      }
      case Block.Report _, Block.Recall _ -> throw new IllegalStateException("unresolved block");
    }
    add(
        Duration.ZERO,
        false,
        "content_block_stop",
        typed("content_block_stop").put("index", index));
  }

  private void stop(Answer answer) {
    var delta = typed("message_delta");
    delta.putObject("delta").put("stop_reason", answer.stop()).putNull("stop_sequence");
    delta.putObject("usage").put("output_tokens", answer.outputTokens());
    add(Duration.ZERO, false, "message_delta", delta);
    add(Duration.ZERO, false, "message_stop", typed("message_stop"));
  }

  private void delta(int index, Duration pace, String type, String field, String value) {
    var event = typed("content_block_delta").put("index", index);
    event.putObject("delta").put("type", type).put(field, value);
    add(pace, true, "content_block_delta", event);
  }

  private void add(Duration after, boolean word, String name, ObjectNode data) {
    events.add(event(after, word, name, data));
  }

  private static Event event(Duration after, boolean word, String name, ObjectNode data) {
    return new Event(after, word, "event: %s\ndata: %s\n\n".formatted(name, data));
  }

  private static ObjectNode typed(String type) {
    return Steps.object().put("type", type);
  }
}
