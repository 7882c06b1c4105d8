package flow.events.schema;

import flow.events.Topic;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (draft 2020-12) of a topic's messages, from their types.
final class MessageSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private MessageSchema() {}

  static ObjectNode of(Topic<?> topic) {
    var schema = new MessageSchema();
    var root = JSON.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", topic.type().getSimpleName());
    root.set("oneOf", schema.alternatives(topic.type()).get("oneOf"));
    var definitions = root.putObject("$defs");
    schema.definitions.forEach(definitions::set);
    return root;
  }

  private ObjectNode alternatives(Class<?> sealed) {
    var node = JSON.objectNode();
    var oneOf = node.putArray("oneOf");
    for (var type : sealed.getPermittedSubclasses()) {
      oneOf.add(reference(type, true));
    }
    return node;
  }

  private ObjectNode reference(Class<?> record, boolean tagged) {
    var name = record.getSimpleName();
    if (!definitions.containsKey(name)) {
      definitions.put(name, JSON.objectNode());
      definitions.put(name, definition(record, tagged));
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode definition(Class<?> record, boolean tagged) {
    var node = JSON.objectNode().put("type", "object");
    var properties = node.putObject("properties");
    var required = node.putArray("required");
    if (tagged) {
      properties.putObject("type").put("const", record.getSimpleName());
      required.add("type");
    }
    for (var component : record.getRecordComponents()) {
      var schema = schema(component.getGenericType());
      properties.set(component.getName(), nullable(component) ? orNull(schema) : schema);
      if (!nullable(component)) {
        required.add(component.getName());
      }
    }
    return node;
  }

  private ObjectNode schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class ? array(generic) : dictionary(generic);
    }
    var node = JSON.objectNode();
    var raw = (Class<?>) type;
    if (raw.isEnum()) {
      var values = node.putArray("enum");
      Arrays.stream(raw.getEnumConstants()).forEach(value -> values.add(value.toString()));
      return node;
    }
    if (raw == String.class) {
      return node.put("type", "string");
    }
    if (raw == int.class || raw == long.class) {
      return node.put("type", "integer");
    }
    if (raw == boolean.class) {
      return node.put("type", "boolean");
    }
    if (raw == BigDecimal.class) {
      return node.put("type", "number");
    }
    if (raw == Instant.class) {
      return node.put("type", "string").put("format", "date-time");
    }
    if (raw == Duration.class) {
      return node.put("type", "string").put("format", "duration");
    }
    if (raw.isSealed()) {
      return alternatives(raw);
    }
    if (raw.getSimpleName().endsWith("Id")) {
      return node.put("type", "string").put("format", "uuid");
    }
    return reference(raw, raw.getInterfaces().length > 0);
  }

  private ObjectNode array(ParameterizedType list) {
    var node = JSON.objectNode().put("type", "array");
    node.set("items", schema(list.getActualTypeArguments()[0]));
    return node;
  }

  private ObjectNode dictionary(ParameterizedType map) {
    var node = JSON.objectNode().put("type", "object");
    node.set("additionalProperties", schema(map.getActualTypeArguments()[1]));
    return node;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    var node = JSON.objectNode();
    node.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
    return node;
  }

  private static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
