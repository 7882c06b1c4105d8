package flow.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {

  static final Path FOLDER = Path.of("src/main/resources/schemas");
  static final Path RELEASED = Path.of("src/test/resources/released");

  static List<Topic<?>> topics() {
    return Topic.ALL;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void committedSchemasAreFresh(Topic<?> topic) throws IOException {
    new Document(FOLDER.resolve(topic.name() + ".json")).mustEqual(MessageSchema.of(topic));
  }

  @Test
  void theCommittedAsyncApiDocumentIsFresh() throws IOException {
    new Document(FOLDER.resolve("asyncapi.json")).mustEqual(asyncApi());
  }

  /// The released schemas are a copy from the last release; they are replaced at the next one, by
  /// hand.
  @ParameterizedTest
  @MethodSource("topics")
  void changesBreakNobodyOfTheLastRelease(Topic<?> topic) throws IOException {
    var released = new Document(RELEASED.resolve(topic.name() + ".json")).content();

    assertThat(Compatibility.breaks(released, MessageSchema.of(topic))).isEmpty();
  }

  @Test
  void aRemovedMemberAChangedTypeAndANewDutyAreBreaks() {
    var was = schema("{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}}", "[\"a\"]");
    var now = schema("{\"a\":{\"type\":\"integer\"},\"c\":{\"type\":\"string\"}}", "[\"a\",\"c\"]");

    assertThat(Compatibility.breaks(was, now)).hasSize(3);
    assertThat(Compatibility.breaks(was, was)).isEmpty();
  }

  private static ObjectNode schema(String properties, String required) {
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                "{\"$defs\":{\"X\":{\"properties\":%s,\"required\":%s}}}"
                    .formatted(properties, required));
  }

  private static ObjectNode asyncApi() {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("asyncapi", "3.0.0");
    root.putObject("info").put("title", "Flow").put("version", "1");
    root.put("defaultContentType", "application/json");
    var channels = root.putObject("channels");
    var operations = root.putObject("operations");
    var messages = root.putObject("components").putObject("messages");
    for (var topic : Topic.ALL) {
      var name = topic.type().getSimpleName();
      messages
          .putObject(name)
          .put("name", name)
          .putObject("payload")
          .put("$ref", topic.name() + ".json");
      channels
          .putObject(name)
          .put("address", topic.name())
          .putObject("messages")
          .putObject(name)
          .put("$ref", "#/components/messages/" + name);
      for (var action : List.of("send", "receive")) {
        operations
            .putObject(action + name)
            .put("action", action)
            .putObject("channel")
            .put("$ref", "#/channels/" + name);
      }
    }
    return root;
  }
}
