package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks a form against the limits of modals.
public final class ViewCheck {

  private ViewCheck() {}

  /// What is wrong, one line each; none when all is well.
  public static List<String> problems(JsonNode view) {
    var problems = new Problems();
    problems.oneOf(view, "type", List.of("modal", "home"), "/view");
    problems.text(Json.find(view, "title"), 24, true, "/view/title");
    for (var label : List.of("submit", "close")) {
      if (Json.find(view, label) != null) {
        problems.text(Json.find(view, label), 24, true, "/view/" + label);
      }
    }
    problems.string(view, "private_metadata", 3000, false, "/view");
    problems.string(view, "callback_id", 255, false, "/view");
    if (hasInput(view) && Json.find(view, "submit") == null) {
      problems.add("`submit` is required when an `input` block is within blocks array", "/view");
    }
    problems.notEmpty(Json.list(view, "blocks"), "/view/blocks");
    var all = new ArrayList<>(problems.found());
    all.addAll(BlockCheck.problems(view.path("blocks"), BlockCheck.MOST_IN_VIEW));
    return all;
  }

  private static boolean hasInput(JsonNode view) {
    return Json.list(view, "blocks").stream()
        .anyMatch(block -> Json.text(block, "type").equals("input"));
  }
}
