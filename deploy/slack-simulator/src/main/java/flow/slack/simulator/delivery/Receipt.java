package flow.slack.simulator.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a delivery ended.
///
/// @param attempts how often it was sent
/// @param after from the first attempt to the end
/// @param response what the app sent along with its acknowledgement
public record Receipt(Outcome outcome, int attempts, Duration after, @Nullable JsonNode response) {

  /// The three ways it can end.
  public enum Outcome {
    ACKNOWLEDGED,
    NOT_CONNECTED,
    TIMED_OUT
  }

  public boolean acknowledged() {
    return outcome == Outcome.ACKNOWLEDGED;
  }
}
