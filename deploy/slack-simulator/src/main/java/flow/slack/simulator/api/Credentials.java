package flow.slack.simulator.api;

/// The only tokens the workspace knows.
///
/// @param bot for all methods but one
/// @param app for `apps.connections.open`
public record Credentials(String bot, String app) {

  /// Refuses a call without the right token.
  void check(Method method, String token) {
    switch (method.token()) {
      case BOT -> check(token, bot, app);
      case APP -> check(token, app, bot);
      case ANY -> check(token, token.equals(app) ? app : bot, "");
      case NONE -> {}
    }
  }

  private static void check(String token, String wanted, String other) {
    if (token.equals(other)) {
      throw new Refusal("not_allowed_token_type");
    }
    if (!token.equals(wanted)) {
      throw new Refusal("invalid_auth");
    }
  }
}
