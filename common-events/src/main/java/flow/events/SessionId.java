package flow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Identifies one conversation with Claude.
public record SessionId(@JsonValue UUID value) {

  /// The namespace of session ids made from Slack threads.
  public static final UUID NAMESPACE = UUID.fromString("6f3c9a52-8f0e-4c57-9d1b-4b7f0d3a2e61");

  @JsonCreator
  public static SessionId of(String text) {
    return new SessionId(Ids.parse("session id", text));
  }

  /// The id of the session that lives in a Slack thread: the version-5 UUID (RFC 9562, 5.5) of
  /// `team/channel/thread_ts`.
  public static SessionId ofThread(String team, String channel, String threadTs) {
    return new SessionId(nameBased(team + "/" + channel + "/" + threadTs));
  }

  /// A new one, for a session that lives outside Slack.
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }

  private static UUID nameBased(String name) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      return new UUID(
          (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L,
          (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
