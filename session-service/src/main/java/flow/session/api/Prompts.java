package flow.session.api;

import org.jspecify.annotations.Nullable;

/// What a prompt has to be.
final class Prompts {

  private static final int LONGEST = 1_000_000;

  private Prompts() {}

  static void require(@Nullable String prompt) {
    if (prompt == null || prompt.isBlank()) {
      throw new IllegalArgumentException("prompt: blank (expected: what Claude shall do)");
    }
    if (prompt.length() > LONGEST) {
      throw new IllegalArgumentException(
          "prompt: %d characters (expected: at most %d)".formatted(prompt.length(), LONGEST));
    }
  }
}
