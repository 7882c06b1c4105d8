package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The words a reader sees in blocks, without buttons.
public final class BlockText {

  private BlockText() {}

  /// The text of the blocks in order, joined by line breaks; nothing is trimmed.
  public static String of(JsonNode blocks) {
    return String.join(
        "\n", Json.elements(blocks).stream().flatMap(b -> lines(b).stream()).toList());
  }

  private static List<String> lines(JsonNode block) {
    return switch (Json.text(block, "type")) {
      case "section" -> section(block);
      case "markdown" -> List.of(Json.text(block, "text"));
      case "header" -> List.of(textOf(Json.find(block, "text")));
      case "context" -> List.of(String.join(" ", texts(Json.list(block, "elements"))));
      case "image" -> List.of(Json.text(block, "alt_text"));
      case "rich_text" -> Json.list(block, "elements").stream().map(BlockText::rich).toList();
      default -> List.of();
    };
  }

  private static List<String> section(JsonNode block) {
    var lines = new ArrayList<String>();
    if (Json.find(block, "text") != null) {
      lines.add(textOf(Json.find(block, "text")));
    }
    lines.addAll(texts(Json.list(block, "fields")));
    return lines;
  }

  private static List<String> texts(List<JsonNode> elements) {
    return elements.stream().map(BlockText::textOf).toList();
  }

  private static String textOf(@Nullable JsonNode element) {
    return Json.text(element, Json.find(element, "text") == null ? "alt_text" : "text");
  }

  private static String rich(JsonNode element) {
    var children = Json.list(element, "elements");
    if (children.isEmpty()) {
      return inline(element);
    }
    var separator = "rich_text_list".equals(Json.text(element, "type")) ? "\n" : "";
    return String.join(separator, children.stream().map(BlockText::rich).toList());
  }

  private static String inline(JsonNode element) {
    return switch (Json.text(element, "type")) {
      case "user" -> "<@" + Json.text(element, "user_id") + ">";
      case "channel" -> "<#" + Json.text(element, "channel_id") + ">";
      case "emoji" -> ":" + Json.text(element, "name") + ":";
      case "link" ->
          Json.find(element, "text") == null
              ? Json.text(element, "url")
              : Json.text(element, "text");
      default -> Json.text(element, "text");
    };
  }

  /// Every element a person can use, with the id of its block.
  public static List<Map.Entry<String, JsonNode>> interactive(@Nullable JsonNode blocks) {
    var found = new ArrayList<Map.Entry<String, JsonNode>>();
    for (var block : Json.elements(blocks)) {
      var id = Json.text(block, "block_id");
      for (var element : candidates(block)) {
        if (Json.find(element, "action_id") != null) {
          found.add(Map.entry(id, element));
        }
      }
    }
    return found;
  }

  private static List<JsonNode> candidates(JsonNode block) {
    var elements = new ArrayList<>(Json.list(block, "elements"));
    for (var member : List.of("accessory", "element")) {
      var element = Json.find(block, member);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }
}
