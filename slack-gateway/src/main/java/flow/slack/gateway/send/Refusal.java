package flow.slack.gateway.send;

/// What it means for a message that Slack refused a call.
enum Refusal {
  TOO_LONG,
  BAD_BLOCKS,
  /// The token is not good enough: nothing works until somebody mends that.
  NOT_ALLOWED,
  /// The message, its thread or its channel cannot be written to any more.
  GONE;

  static Refusal of(String error) {
    return switch (error) {
      case "msg_too_long" -> TOO_LONG;
      case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long" -> BAD_BLOCKS;
      case "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "missing_scope",
          "no_permission",
          "org_login_required",
          "ekm_access_denied",
          "team_access_not_granted" ->
          NOT_ALLOWED;
      default -> GONE;
    };
  }
}
