package flow.slack.simulator.api;

/// A call beyond the rate limit.
final class TooMany extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int retryAfter;

  /// @param retryAfter seconds
  TooMany(int retryAfter) {
    super("ratelimited", null, false, false);
    this.retryAfter = retryAfter;
  }

  int retryAfter() {
    return retryAfter;
  }
}
