package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Collects what is wrong with blocks, in Slack's words and with the place.
final class Problems {

  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  void add(String problem, String place) {
    found.add("[ERROR] " + problem + " [json-pointer:" + place + "]");
  }

  void missing(String member, String place) {
    add("missing required field: " + member, place);
  }

  void atMost(int most, List<?> items, String place) {
    if (items.size() > most) {
      add("no more than " + most + " items allowed", place);
    }
  }

  void notEmpty(List<?> items, String place) {
    if (items.isEmpty()) {
      add("must have at least 1 items", place);
    }
  }

  /// A string member with a limit.
  void string(JsonNode node, String member, int most, boolean required, String place) {
    var value = Json.find(node, member);
    if (value == null) {
      if (required) {
        missing(member, place);
      }
    } else if (!value.isString()) {
      add("must be a string", place + "/" + member);
    } else {
      length(value.asString(), most, required, place + "/" + member);
    }
  }

  /// A text object: `plain_text`, or also `mrkdwn` where that is allowed.
  void text(@Nullable JsonNode text, int most, boolean plainOnly, String place) {
    if (text == null) {
      missing("text", place.substring(0, place.lastIndexOf('/')));
      return;
    }
    var type = Json.text(text, "type");
    var known = type.equals("plain_text") || (!plainOnly && type.equals("mrkdwn"));
    if (!known) {
      add("unsupported type: " + type, place + "/type");
    }
    string(text, "text", most, true, place);
  }

  void oneOf(JsonNode node, String member, List<String> accepted, String place) {
    var value = Json.text(node, member);
    if (!value.isEmpty() && !accepted.contains(value)) {
      add("value must be one of: " + String.join(", ", accepted), place + "/" + member);
    }
  }

  private void length(String value, int most, boolean required, String place) {
    if (value.length() > most) {
      add("must be less than " + (most + 1) + " characters", place);
    } else if (required && value.isEmpty()) {
      add("must be more than 0 characters", place);
    }
  }
}
