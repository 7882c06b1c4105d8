package flow.slack.simulator.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON mapper, and lenient ways to look into a tree.
public final class Json {

  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static ArrayNode strings(Iterable<String> values) {
    var array = array();
    values.forEach(array::add);
    return array;
  }

  /// Any record or collection as a tree.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// The parsed text, or nothing when it is not JSON.
  public static @Nullable JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException _) {
      return null;
    }
  }

  /// A string or number member as text; blank when absent or of another kind.
  public static String text(@Nullable JsonNode node, String member) {
    var value = find(node, member);
    return value == null ? "" : scalar(value);
  }

  /// A member that is there and not `null`.
  public static @Nullable JsonNode find(@Nullable JsonNode node, String member) {
    var value = node == null ? null : node.get(member);
    return value == null || value.isNull() ? null : value;
  }

  /// The elements of an array member; none when it is absent.
  public static List<JsonNode> list(@Nullable JsonNode node, String member) {
    var value = find(node, member);
    return value == null ? List.of() : elements(value);
  }

  public static List<JsonNode> elements(@Nullable JsonNode node) {
    var elements = new ArrayList<JsonNode>();
    if (node != null && node.isArray()) {
      node.forEach(elements::add);
    }
    return elements;
  }

  /// Nothing in place of JSON's `null`, which a parser hands out as a node.
  public static @Nullable JsonNode orNothing(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }

  private static String scalar(JsonNode value) {
    return value.isContainer() ? "" : value.asString();
  }
}
