package flow.events;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Messages as JSON, the same in every service. Unknown members are ignored, so that a newer sender
/// does not break an older reader; an unknown type is an error.
public final class MessageCodec {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private MessageCodec() {}

  public static <M extends Message> byte[] encode(Topic<M> topic, M message) {
    return JSON.writerFor(topic.type()).writeValueAsBytes(message);
  }

  /// Reads a message.
  ///
  /// @throws tools.jackson.core.JacksonException if the bytes are no message of this topic
  public static <M extends Message> M decode(Topic<M> topic, byte[] bytes) {
    return JSON.readValue(bytes, topic.type());
  }
}
