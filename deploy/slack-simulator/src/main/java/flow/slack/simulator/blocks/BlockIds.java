package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives blocks and elements the ids their author left out, as Slack does.
public final class BlockIds {

  private BlockIds() {}

  public static JsonNode complete(JsonNode blocks) {
    var copy = blocks.deepCopy();
    for (var block : Json.elements(copy)) {
      give(block, "block_id");
      if (Json.text(block, "type").equals("actions")) {
        Json.list(block, "elements").forEach(element -> give(element, "action_id"));
      }
      giveMember(block, "accessory");
      giveMember(block, "element");
    }
    return copy;
  }

  private static void giveMember(JsonNode block, String member) {
    var element = Json.find(block, member);
    if (element != null && !Json.text(element, "type").equals("image")) {
      give(element, "action_id");
    }
  }

  private static void give(JsonNode node, String id) {
    if (node instanceof ObjectNode object && Json.text(node, id).isEmpty()) {
      var random = ThreadLocalRandom.current().nextInt(0x100000, 0x1000000);
      object.put(id, Integer.toString(random, 36));
    }
  }
}
