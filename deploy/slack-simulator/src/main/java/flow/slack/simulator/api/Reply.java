package flow.slack.simulator.api;

import flow.slack.simulator.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// An answer before it is written.
///
/// @param retryAfter seconds; 0 leaves the header out
/// @param reset whether the connection is to be reset instead of answered
public record Reply(int status, ObjectNode body, int retryAfter, boolean reset, String outcome) {

  static Reply of(ObjectNode body) {
    var ok = body.path("ok").asBoolean(false);
    return new Reply(200, body, 0, false, ok ? "ok" : Json.text(body, "error"));
  }

  static Reply rateLimited(int retryAfter) {
    var body = Json.object().put("ok", false).put("error", "ratelimited");
    return new Reply(429, body, retryAfter, false, "ratelimited");
  }

  static Reply status(int status) {
    var body = Json.object().put("ok", false).put("error", "internal_error");
    return new Reply(status, body, 0, false, "http_" + status);
  }

  static Reply lost(String outcome) {
    return new Reply(0, Json.object(), 0, true, outcome);
  }
}
