package flow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one turn of a session: a prompt and everything Claude does about it. It is the id of
/// the command that brought the prompt.
public record TurnId(@JsonValue UUID value) {

  @JsonCreator
  public static TurnId of(String text) {
    return new TurnId(Ids.parse("turn id", text));
  }

  /// A new one that nobody has.
  public static TurnId random() {
    return new TurnId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
