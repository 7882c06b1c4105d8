package flow.slack.gateway.api;

import java.io.Serial;
import java.time.Duration;

/// A call to Slack that did not succeed.
public abstract sealed class SlackFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private SlackFailure(String message) {
    super(message, null, false, false);
  }

  /// Slack wants to be left alone with this method for a while.
  public static final class RateLimited extends SlackFailure {

    @Serial private static final long serialVersionUID = 1;

    private final String method;
    private final Duration pause;

    public RateLimited(String method, Duration pause) {
      super("%s: rate limited for %d s".formatted(method, pause.toSeconds()));
      this.method = method;
      this.pause = pause;
    }

    public String method() {
      return method;
    }

    public Duration pause() {
      return pause;
    }
  }

  /// Slack understood the call and did not do it.
  public static final class Refused extends SlackFailure {

    @Serial private static final long serialVersionUID = 1;

    private final String error;

    public Refused(String method, String error) {
      super("%s: %s".formatted(method, error));
      this.error = error;
    }

    /// Slack's word for the reason, such as `not_in_channel`.
    public String error() {
      return error;
    }
  }

  /// Nobody knows whether Slack did it.
  public static final class Unknown extends SlackFailure {

    @Serial private static final long serialVersionUID = 1;

    public Unknown(String method, String reason) {
      super("%s: outcome unknown, %s".formatted(method, reason));
    }
  }
}
