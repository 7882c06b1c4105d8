package flow.session.narration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What went wrong, for people.
///
/// @param cause a sentence
/// @param remedy what can be done about it; absent when nothing can
public record Trouble(String cause, @Nullable String remedy) {

  private static final String LATER = "Try again in a few minutes.";
  private static final String KEYS =
      "ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN or CLAUDE_CODE_OAUTH_TOKEN";

  /// Words for an error of the model's API.
  ///
  /// @param kind as the CLI names it, such as `rate_limit`
  /// @param status of HTTP; absent when there was no answer
  /// @param text the CLI's own words
  static Trouble of(String kind, @Nullable Integer status, String terminal, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("not logged in")) {
      return new Trouble(
          "Claude is not logged in.", "Set " + KEYS + " for the session service and restart it.");
    }
    if (terminal.equals("prompt_too_long")
        || terminal.equals("blocking_limit")
        || lower.contains("prompt is too long")) {
      return new Trouble(
          "The conversation is too long for the model.", "Start a new thread for what comes next.");
    }
    if (lower.contains("safeguards") || kind.equals("refusal")) {
      return new Trouble("The model declined to answer.", "Say it in other words.");
    }
    return switch (terminal) {
      case "max_turns" -> new Trouble("The turn took too many steps.", "Say \"continue\".");
      case "budget_exhausted" -> new Trouble("The session's budget is used up.", null);
      default -> ofApi(kind, status == null ? 0 : status, text);
    };
  }

  private static Trouble ofApi(String kind, int status, String text) {
    if (status == 401 || kind.equals("authentication_failed")) {
      return new Trouble("The model's API refused the key (401).", "Check " + KEYS + ".");
    }
    if (kind.equals("billing_error")) {
      return new Trouble("The model's account has no credit left.", "Top the account up.");
    }
    if (status == 404 || kind.equals("model_not_found")) {
      return new Trouble("The model's API does not know this model.", "Check FLOW_CLAUDE_MODEL.");
    }
    if (status == 529 || kind.equals("overloaded")) {
      return new Trouble("The model is overloaded.", LATER);
    }
    if (status == 429 || kind.equals("rate_limit")) {
      return new Trouble("The model's rate limit is reached.", LATER);
    }
    if (status >= 500 || kind.equals("server_error")) {
      return new Trouble("The model's API failed (%d).".formatted(status), LATER);
    }
    if (status >= 400) {
      return new Trouble(
          "The model's API refused the request (%d): %s".formatted(status, SafeText.of(text)),
          null);
    }
    return text.isBlank() || kind.equals("unknown")
        ? new Trouble("The connection to the model broke off.", LATER)
        : new Trouble("Claude stopped: " + SafeText.of(text), LATER);
  }
}
