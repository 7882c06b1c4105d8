package flow.slack.simulator.api;

import java.util.List;

/// Slack's `ok: false` with the name of the error.
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String error;
  private final transient List<String> messages;

  Refusal(String error) {
    this(error, List.of());
  }

  /// @param messages what `response_metadata` explains
  Refusal(String error, List<String> messages) {
    super(error, null, false, false);
    this.error = error;
    this.messages = messages;
  }

  String error() {
    return error;
  }

  List<String> messages() {
    return messages;
  }
}
