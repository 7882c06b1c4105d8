package flow.session.turns;

import flow.session.claude.ClaudeSettings;
import flow.session.narration.Trouble;
import java.time.Duration;

/// Ends what takes too long: a start, a prompt nobody takes up, a silence, a turn, a stop.
final class Limits {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration TAKE_UP_WITHIN = Duration.ofSeconds(30);

  private final Cli cli;
  private final ClaudeSettings claude;

  Limits(Cli cli, ClaudeSettings claude) {
    this.cli = cli;
    this.claude = claude;
  }

  /// Kills a process that starts for too long.
  void watchStart() {
    if (startsForTooLong()) {
      cli.kill();
    }
  }

  /// Gives a turn up that goes on for too long, or kills the process that does not end it.
  void watch(RunningTurn run) {
    if (run.isEnding()) {
      if (run.endingFor().compareTo(STOP_WITHIN) > 0) {
        cli.kill();
      }
    } else if (startsForTooLong()) {
      run.giveUp(new Trouble("Claude's CLI did not start in time.", "Try again."));
      cli.kill();
    } else if (isIgnored(run)) {
      run.giveUp(new Trouble("Claude did not take the prompt up.", "Try again."));
      cli.kill();
    } else if (run.asked.isEmpty() && cli.silence().compareTo(claude.silence()) > 0) {
      var minutes = cli.silence().toMinutes();
      run.giveUp(
          new Trouble("Claude has said nothing for %d minutes.".formatted(minutes), "Try again."));
      cli.stop();
    } else if (run.worked().compareTo(claude.turnLimit()) > 0) {
      run.giveUp(new Trouble("The turn took too long.", "Divide the work into smaller steps."));
      cli.stop();
    }
  }

  private boolean startsForTooLong() {
    return cli.stage() == Cli.Stage.STARTING
        && cli.sinceChange().compareTo(claude.startWithin()) > 0;
  }

  private boolean isIgnored(RunningTurn run) {
    return cli.stage() == Cli.Stage.READY
        && !run.takenUp
        && cli.sinceChange().compareTo(TAKE_UP_WITHIN) > 0
        && run.lasted().compareTo(TAKE_UP_WITHIN) > 0;
  }
}
