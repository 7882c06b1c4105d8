package flow.worklet.source;

import flow.worklet.process.Processes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Says in a sentence what Git complained about.
final class GitComplaint {

  private record Known(Pattern sign, String cause, String remedy, boolean passing) {}

  private static final List<Known> KNOWN =
      List.of(
          known(
              "couldn't find remote ref|remote branch .* not found",
              "The repository has no such branch.",
              "Name a branch that exists.",
              false),
          known(
              "could not read username|authentication failed|error: 401|error: 403|403 forbidden",
              "The repository asks for a login that Flow does not have.",
              "Set GITHUB_TOKEN to a token that may read it, or make it public.",
              false),
          known(
              "error: 404|repository .* not found|does not appear to be a git repository|no such file or directory",
              "There is no repository at this address, or it is private.",
              "Check the address; for a private repository set GITHUB_TOKEN.",
              false),
          known(
              "error: 30[0-9]|redirect",
              "The repository's address leads elsewhere.",
              "Use the address it leads to.",
              false),
          known(
              "could not resolve host|couldn't connect|failed to connect|timed out|connection reset|early eof|unexpected disconnect|error: 5[0-9][0-9]|empty reply",
              "The repository's host does not answer.",
              "Try again later.",
              true),
          known(
              "transport '.*' not allowed",
              "The repository's address uses a protocol that is not allowed.",
              "Use an address that begins with https://.",
              false),
          known(
              "no space left",
              "The disk is full.",
              "Free space on the machine Flow runs on.",
              true),
          known(
              "non-fast-forward|fetch first|stale info",
              "The branch was changed by somebody else meanwhile.",
              "Choose another branch name.",
              false));

  private GitComplaint() {}

  static SourceRefused explain(String verb, Processes.Result result) {
    var said = result.err().toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> known.sign().matcher(said).find())
        .findFirst()
        .map(known -> new SourceRefused(known.cause(), known.remedy(), known.passing(), null))
        .orElseGet(() -> unknown(verb, result));
  }

  private static SourceRefused unknown(String verb, Processes.Result result) {
    var lines = result.err().strip().lines().toList();
    var last = lines.isEmpty() ? "nothing" : lines.getLast();
    return new SourceRefused(
        "git %s ended with code %d and said: %s".formatted(verb, result.exit(), shorten(last)),
        "Look at the repository.");
  }

  private static String shorten(String line) {
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  private static Known known(String sign, String cause, String remedy, boolean passing) {
    return new Known(Pattern.compile(sign), cause, remedy, passing);
  }
}
