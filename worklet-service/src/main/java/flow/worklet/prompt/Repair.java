package flow.worklet.prompt;

import flow.worklet.lifecycle.Deployment;
import java.util.Objects;

/// What Claude is told when what it made does not work.
final class Repair {

  private static final int EVIDENCE = 8_000;

  private Repair() {}

  static String text(Deployment failed) {
    var evidence = Objects.requireNonNullElse(failed.evidence(), "");
    var last =
        evidence.length() > EVIDENCE ? evidence.substring(evidence.length() - EVIDENCE) : evidence;
    return """
    The change was committed, but it could not be put into service. Please repair it.

    What went wrong: %s
    %s
    %s
    """
        .formatted(
            failed.cause(),
            failed.remedy() == null ? "" : "What may help: " + failed.remedy(),
            last.isBlank()
                ? ""
                : "The last lines of the log:\n```\n%s\n```".formatted(last.replace("```", "'''")))
        .strip();
  }
}
