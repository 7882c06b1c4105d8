package flow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies one attempt to bring a worklet's sources into service.
public record DeploymentId(@JsonValue UUID value) {

  @JsonCreator
  public static DeploymentId of(String text) {
    return new DeploymentId(Ids.parse("deployment id", text));
  }

  /// A new one that nobody has.
  public static DeploymentId random() {
    return new DeploymentId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
