package flow.slack.simulator.people;

import flow.slack.simulator.blocks.BlockText;
import flow.slack.simulator.json.Json;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What people entered, the way payloads carry it.
final class Values {

  private Values() {}

  /// The `state` of blocks: every input element with its value.
  static ObjectNode state(@Nullable JsonNode blocks, Map<String, String> inputs) {
    var state = Json.object();
    var values = state.putObject("values");
    for (var entry : BlockText.interactive(blocks)) {
      var element = entry.getValue();
      if (!Json.text(element, "type").equals("button")) {
        var id = Json.text(element, "action_id");
        values.withObjectProperty(entry.getKey()).set(id, value(element, inputs.get(id)));
      }
    }
    return state;
  }

  /// An element's value; its initial one when nothing was entered.
  static ObjectNode value(JsonNode element, @Nullable String entered) {
    var type = Json.text(element, "type");
    var node = Json.object().put("type", type);
    if (type.equals("static_select") || type.equals("radio_buttons")) {
      var initial = Json.find(element, "initial_option");
      var option = entered == null ? Optional.ofNullable(initial) : option(element, entered);
      node.set("selected_option", option.orElse(null));
    } else if (type.equals("checkboxes") || type.startsWith("multi_")) {
      var options = node.putArray("selected_options");
      Optional.ofNullable(entered).flatMap(each -> option(element, each)).ifPresent(options::add);
    } else {
      var initial = Json.find(element, "initial_value");
      node.put("value", entered == null && initial != null ? initial.asString() : entered);
    }
    return node;
  }

  /// The option with this value or label.
  static Optional<JsonNode> option(JsonNode element, String wanted) {
    return Json.list(element, "options").stream()
        .filter(option -> isNamed(option, wanted))
        .findFirst();
  }

  private static boolean isNamed(JsonNode option, String wanted) {
    return Json.text(option, "value").equals(wanted)
        || Json.text(option.get("text"), "text").equals(wanted);
  }
}
