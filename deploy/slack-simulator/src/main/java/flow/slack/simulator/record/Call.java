package flow.slack.simulator.record;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One call of the Web API, as it arrived and as it was answered.
///
/// @param arguments without the token
/// @param outcome `ok`, Slack's error name, or the fault that struck
/// @param status the HTTP status; 0 when the connection was reset
public record Call(
    Instant at, String method, JsonNode arguments, String outcome, int status, Duration took) {

  public boolean ok() {
    return outcome.equals("ok");
  }
}
