package flow.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.Message;
import flow.events.MessageCodec;
import flow.events.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class WireFormatTest {

  static List<Topic<?>> topics() {
    return Topic.ALL;
  }

  @ParameterizedTest
  @MethodSource("topics")
  <M extends Message> void keepsItsWireFormat(Topic<M> topic) throws IOException {
    golden(topic).mustEqual(encoded(topic, Samples.of(topic)));
  }

  @ParameterizedTest
  @MethodSource("topics")
  <M extends Message> void readsWhatWasWrittenInThatFormat(Topic<M> topic) throws IOException {
    var read =
        golden(topic).content().valueStream().map(message -> decode(topic, message.toString()));

    assertThat(read).containsExactlyElementsOf(Samples.of(topic).toList());
  }

  @Test
  void readsMessagesOfANewerSender() {
    var newer =
        """
        {"type":"End","session":"00000000-0000-4000-8000-000000000001",
         "id":"00000000-0000-4000-8000-000000000001","by":"U1","at":"2026-01-02T03:04:05Z","mood":"new"}
        """;

    assertThat(decode(Topic.SESSION_COMMANDS, newer).session().toString())
        .isEqualTo("00000000-0000-4000-8000-000000000001");
  }

  private static Document golden(Topic<?> topic) {
    return new Document(Path.of("src/test/resources/golden", topic.name() + ".json"));
  }

  private static <M extends Message> ArrayNode encoded(Topic<M> topic, Stream<M> messages) {
    var all = JsonNodeFactory.instance.arrayNode();
    messages
        .map(message -> MessageCodec.encode(topic, message))
        .map(JsonMapper.shared()::readTree)
        .forEach(all::add);
    return all;
  }

  private static <M extends Message> M decode(Topic<M> topic, String json) {
    return MessageCodec.decode(topic, json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
