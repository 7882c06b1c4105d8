package flow.slack.simulator.api;

import flow.slack.simulator.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Slack's answers.
final class Answer {

  private Answer() {}

  static ObjectNode ok() {
    return Json.object().put("ok", true);
  }

  static ObjectNode error(Refusal refusal) {
    var node = Json.object().put("ok", false).put("error", refusal.error());
    if (!refusal.messages().isEmpty()) {
      node.putObject("response_metadata").set("messages", Json.strings(refusal.messages()));
      if (refusal.error().startsWith("invalid_blocks")) {
        node.set("errors", Json.strings(refusal.messages().stream().map(Answer::plain).toList()));
      }
    }
    return node;
  }

  static void warn(ObjectNode answer, String warning) {
    answer.put("warning", warning);
    answer.withObjectProperty("response_metadata").set("warnings", Json.strings(List.of(warning)));
  }

  static void cursor(ObjectNode answer, String next) {
    answer.withObjectProperty("response_metadata").put("next_cursor", next);
  }

  private static String plain(String message) {
    return message.replace("[ERROR] ", "");
  }
}
