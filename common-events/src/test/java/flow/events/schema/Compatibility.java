package flow.events.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Finds what a change of schema breaks: messages of older senders that could no longer be read,
/// and members that older readers count on.
final class Compatibility {

  private Compatibility() {}

  static List<String> breaks(JsonNode released, JsonNode current) {
    var broken = new ArrayList<String>();
    for (var definition : released.get("$defs").properties()) {
      var name = definition.getKey();
      var now = current.get("$defs").get(name);
      if (now == null) {
        broken.add(name + " is gone");
      } else {
        compare(name, definition.getValue(), now, broken);
      }
    }
    return broken;
  }

  private static void compare(String name, JsonNode was, JsonNode now, List<String> broken) {
    for (var property : was.get("properties").properties()) {
      var path = name + "." + property.getKey();
      var nowProperty = now.get("properties").get(property.getKey());
      if (nowProperty == null) {
        broken.add(path + " is gone");
      } else if (!sameOrWider(property.getValue(), nowProperty)) {
        broken.add(path + " changed from " + property.getValue() + " to " + nowProperty);
      }
    }
    for (var member : texts(now.get("required"))) {
      if (!texts(was.get("required")).contains(member)) {
        broken.add(name + "." + member + " is required now, and older senders leave it out");
      }
    }
  }

  private static boolean sameOrWider(JsonNode was, JsonNode now) {
    return was.equals(now)
        || (was.has("enum")
            && now.has("enum")
            && texts(now.get("enum")).containsAll(texts(was.get("enum"))))
        || (was.has("oneOf")
            && now.has("oneOf")
            && values(now.get("oneOf")).containsAll(values(was.get("oneOf"))));
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
  }

  private static Set<JsonNode> values(JsonNode array) {
    return array.valueStream().collect(Collectors.toSet());
  }
}
