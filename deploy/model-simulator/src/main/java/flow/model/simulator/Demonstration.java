package flow.model.simulator;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The answer to a prompt without a script: says what it is and writes a small web page.
final class Demonstration {

  private static final Duration PACE = Duration.ofMillis(25);
  private static final String FILE = "index.html";
  private static final Pattern COUNT =
      Pattern.compile("count\\w*\\b.*?\\bto (\\w+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "three", 3, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9, "ten", 10, "twelve",
          12, "twenty", 20, "hundred", 100);

  private Demonstration() {}

  static Reply reply(Conversation conversation) {
    if (!conversation.tools().contains("Write")) {
      return Reply.of(Block.Text.of("This is Flow's offline model."));
    }
    if (conversation.results().isEmpty()) {
      return Reply.of(text(introduction(conversation.prompt())), write(conversation));
    }
    var last = conversation.results().getLast();
    if (last.failed() && last.text().contains("has not been read")) {
      return Reply.of(Tools.read(conversation.workspace(), FILE));
    }
    if (last.text().contains("<!doctype html>")) {
      return Reply.of(write(conversation));
    }
    return Reply.of(text(last.failed() ? refused() : done(conversation.prompt())));
  }

  private static String introduction(String prompt) {
    return """
    I am Flow's **offline model**: no model account is set up, so I can neither think nor write \
    what you really asked for. What I can do is show how a session looks. I am going to write a \
    small web page, `%s`, %s.
    """
        .formatted(
            FILE, counts(prompt) ? "that counts to " + limit(prompt) : "that shows your message");
  }

  private static String done(String prompt) {
    return """
    I wrote `%s` into the session's workspace: one page without anything to install that %s.

    To get real answers, set `ANTHROPIC_API_KEY` or `CLAUDE_CODE_OAUTH_TOKEN` and start Flow again.
    """
        .formatted(
            FILE,
            counts(prompt)
                ? "counts to " + limit(prompt) + ", one number a second"
                : "shows what you wrote");
  }

  private static String refused() {
    return "I was not allowed to write `%s`, so nothing has changed.".formatted(FILE);
  }

  private static Block text(String text) {
    return new Block.Text(text.strip(), PACE);
  }

  private static Block write(Conversation conversation) {
    var prompt = conversation.prompt();
    return Tools.write(
        conversation.workspace(),
        FILE,
        counts(prompt)
            ? DemonstrationPage.counting(limit(prompt))
            : DemonstrationPage.showing(prompt));
  }

  private static boolean counts(String prompt) {
    return COUNT.matcher(prompt).find();
  }

  private static int limit(String prompt) {
    var found = COUNT.matcher(prompt);
    if (!found.find()) {
      return 10;
    }
    var word = found.group(1).toLowerCase(Locale.ROOT);
    return word.matches("\\d{1,4}") ? Integer.parseInt(word) : NUMBERS.getOrDefault(word, 10);
  }
}
