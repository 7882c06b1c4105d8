package flow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one worklet.
public record WorkletId(@JsonValue UUID value) {

  @JsonCreator
  public static WorkletId of(String text) {
    return new WorkletId(Ids.parse("worklet id", text));
  }

  /// A new one that nobody has.
  public static WorkletId random() {
    return new WorkletId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
