package flow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one command. The same id twice is the same command: it takes effect once.
public record CommandId(@JsonValue UUID value) {

  @JsonCreator
  public static CommandId of(String text) {
    return new CommandId(Ids.parse("command id", text));
  }

  /// A new one that nobody has.
  public static CommandId random() {
    return new CommandId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
