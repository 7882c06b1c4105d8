package flow.slack.simulator.api;

import flow.slack.simulator.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A call's arguments, from a form or from JSON alike.
final class Arguments {

  private final ObjectNode values;

  Arguments(ObjectNode values) {
    this.values = values;
  }

  ObjectNode values() {
    return values;
  }

  String required(String name) {
    return optional(name)
        .orElseThrow(() ->
            new Refusal("invalid_arguments", List.of("[ERROR] missing required field: " + name)));
  }

  Optional<String> optional(String name) {
    var text = Json.text(values, name);
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  boolean has(String name) {
    return Json.find(values, name) != null;
  }

  boolean flag(String name) {
    var text = Json.text(values, name);
    return text.equals("true") || text.equals("1");
  }

  /// A number between 1 and the most.
  int limit(int standard, int most) {
    var text = Json.text(values, "limit");
    if (text.isEmpty() || text.equals("0")) {
      return standard;
    }
    try {
      var limit = Integer.parseInt(text);
      if (limit < 0 || limit > most) {
        throw new Refusal("invalid_limit");
      }
      return limit;
    } catch (NumberFormatException _) {
      throw new Refusal("invalid_limit");
    }
  }

  /// A structured argument: JSON inside a form, or a member of a JSON body.
  ///
  /// @param error the name of Slack's error when it is not JSON
  @Nullable JsonNode json(String name, String error) {
    var value = Json.find(values, name);
    if (value == null || !value.isString()) {
      return value;
    }
    if (value.asString().isBlank()) {
      return null;
    }
    var parsed = Json.parse(value.asString());
    if (parsed == null || !parsed.isContainer()) {
      throw new Refusal(error);
    }
    return parsed;
  }
}
