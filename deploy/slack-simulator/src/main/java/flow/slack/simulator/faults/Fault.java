package flow.slack.simulator.faults;

/// Something that goes wrong with calls of a method.
///
/// @param method the Web API method, or `*` for all
/// @param times how many more calls it strikes; below 0 for ever
/// @param millis the delay of `LATENCY`
/// @param status the HTTP status of `ERROR_BEFORE` and `ERROR_AFTER`
/// @param retryAfter seconds in the header of `RATE_LIMITED`
/// @param share the part of the calls that is struck, 0 to 1
public record Fault(
    Kind kind, String method, int times, long millis, int status, int retryAfter, double share) {

  /// What goes wrong.
  public enum Kind {
    /// The call is answered late; its effect is late too.
    LATENCY,
    /// The answer is late, its effect is not.
    SLOW_ANSWER,
    /// 429 with `Retry-After`, without an effect.
    RATE_LIMITED,
    /// An HTTP error instead of the effect.
    ERROR_BEFORE,
    /// The effect happens, and the answer is an HTTP error.
    ERROR_AFTER,
    /// The effect happens, and the connection is reset before the answer.
    LOST_ANSWER,
    /// The connection is reset before the effect.
    LOST_CALL
  }

  boolean strikes(String called) {
    return times != 0 && (method.equals("*") || method.equals(called));
  }

  Fault spent() {
    var left = times > 0 ? times - 1 : times;
    return new Fault(kind, method, left, millis, status, retryAfter, share);
  }
}
