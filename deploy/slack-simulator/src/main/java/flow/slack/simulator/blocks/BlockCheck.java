package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Checks blocks against Block Kit's limits.
public final class BlockCheck {

  public static final int MOST_IN_MESSAGE = 50;
  public static final int MOST_IN_VIEW = 100;

  private static final int MARKDOWN = 12_000;
  private static final int ALL_TEXT = 13_200; // measured by users, not documented
  private static final List<String> OTHERS =
      List.of("video", "file", "table", "context_actions", "call", "card", "carousel", "alert");

  private final Problems problems = new Problems();
  private final ElementCheck elements = new ElementCheck(problems);
  private final Set<String> ids = new HashSet<>();
  private int markdown;

  private BlockCheck() {}

  /// What is wrong, one line each; none when all is well.
  public static List<String> problems(JsonNode blocks, int most) {
    var check = new BlockCheck();
    var all = Json.elements(blocks);
    check.problems.atMost(most, all, "/blocks");
    for (var i = 0; i < all.size(); i++) {
      check.block(all.get(i), "/blocks/" + i);
    }
    return check.problems.found();
  }

  /// Whether the blocks hold more text than one message may.
  public static boolean isTooLong(JsonNode blocks) {
    return BlockText.of(blocks).length() > ALL_TEXT;
  }

  private void block(JsonNode block, String place) {
    problems.string(block, "block_id", 255, false, place);
    var id = Json.text(block, "block_id");
    if (!id.isEmpty() && !ids.add(id)) {
      problems.add("block_id already exists: " + id, place + "/block_id");
    }
    switch (Json.text(block, "type")) {
      case "section" -> section(block, place);
      case "header" -> problems.text(Json.find(block, "text"), 150, true, place + "/text");
      case "context" -> context(block, place);
      case "actions" -> actions(block, place);
      case "markdown" -> markdown(block, place);
      case "image" -> elements.image(block, place);
      case "input" -> input(block, place);
      case "rich_text" -> problems.notEmpty(Json.list(block, "elements"), place + "/elements");
      case "divider" -> {}
      case String type when OTHERS.contains(type) -> {}
      case String type -> problems.add("unsupported type: " + type, place + "/type");
    }
  }

  private void section(JsonNode section, String place) {
    var fields = Json.list(section, "fields");
    var text = Json.find(section, "text");
    if (text != null || fields.isEmpty()) {
      problems.text(text, 3000, false, place + "/text");
    }
    problems.atMost(10, fields, place + "/fields");
    for (var i = 0; i < fields.size(); i++) {
      problems.text(fields.get(i), 2000, false, place + "/fields/" + i);
    }
    var accessory = Json.find(section, "accessory");
    if (accessory != null) {
      elements.check(accessory, place + "/accessory");
    }
  }

  private void context(JsonNode context, String place) {
    var all = Json.list(context, "elements");
    problems.notEmpty(all, place + "/elements");
    problems.atMost(10, all, place + "/elements");
    for (var i = 0; i < all.size(); i++) {
      var at = place + "/elements/" + i;
      if (Json.text(all.get(i), "type").equals("image")) {
        elements.image(all.get(i), at);
      } else {
        problems.text(all.get(i), 3000, false, at);
      }
    }
  }

  private void actions(JsonNode actions, String place) {
    var all = Json.list(actions, "elements");
    problems.notEmpty(all, place + "/elements");
    problems.atMost(25, all, place + "/elements");
    var known = new HashSet<String>();
    for (var i = 0; i < all.size(); i++) {
      var at = place + "/elements/" + i;
      elements.check(all.get(i), at);
      var id = Json.text(all.get(i), "action_id");
      if (!id.isEmpty() && !known.add(id)) {
        problems.add("action_id already exists: " + id, at + "/action_id");
      }
    }
  }

  private void markdown(JsonNode block, String place) {
    problems.string(block, "text", MARKDOWN, true, place);
    markdown += Json.text(block, "text").length();
    if (markdown > MARKDOWN && Json.text(block, "text").length() <= MARKDOWN) {
      problems.add("markdown text of all blocks must be less than 12001 characters", place);
    }
  }

  private void input(JsonNode input, String place) {
    problems.text(Json.find(input, "label"), 2000, true, place + "/label");
    var element = Json.find(input, "element");
    if (element == null) {
      problems.missing("element", place);
    } else {
      elements.check(element, place + "/element");
    }
  }
}
