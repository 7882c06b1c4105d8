package flow.session.turns;

import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.TurnId;
import flow.events.Usage;
import flow.session.claude.protocol.CliLine.Spent;
import flow.session.conversation.Turn;
import flow.session.narration.Happening.Over;
import flow.session.narration.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Ends turns, each in exactly one way.
final class TurnEnding {

  private static final String UNKNOWN = "unknown";

  private final Ledger ledger;
  private final TurnTelling telling;

  TurnEnding(Ledger ledger, TurnTelling telling) {
    this.ledger = ledger;
    this.telling = telling;
  }

  /// Ends the turn as the CLI said it ended, or as it was ended here.
  ///
  /// @param spentBefore what the process had cost before this turn
  Mono<Void> over(RunningTurn run, Over over, BigDecimal spentBefore) {
    var usage = usage(over.spent(), spentBefore, run.lasted());
    var by = run.stoppedBy();
    var givenUp = run.givenUp();
    var trouble = over.trouble();
    if (by != null && (over.aborted() || trouble != null)) {
      return closing(run).then(interrupted(run.turn.id(), Interrupted.Cause.CANCELLED, by, usage));
    }
    if (givenUp != null) {
      return closing(run).then(failed(run.turn.id(), givenUp, usage));
    }
    if (trouble != null) {
      return closing(run).then(failed(run.turn.id(), trouble, usage));
    }
    if (over.aborted()) {
      return closing(run)
          .then(interrupted(run.turn.id(), Interrupted.Cause.CANCELLED, null, usage));
    }
    return closing(run).then(completed(run.turn.id(), usage));
  }

  /// Ends a turn whose process is gone.
  Mono<Void> cut(RunningTurn run) {
    var by = run.stoppedBy();
    var givenUp = run.givenUp();
    if (by != null) {
      return closing(run).then(interrupted(run.turn.id(), Interrupted.Cause.CANCELLED, by, null));
    }
    return closing(run)
        .then(
            givenUp == null
                ? interrupted(run.turn.id(), Interrupted.Cause.CRASHED, null, null)
                : failed(run.turn.id(), givenUp, null));
  }

  Mono<Void> completed(TurnId turn, Usage usage) {
    return Mono.defer(() -> {
      var now = Instant.now();
      ledger.office().meters().completed(usage);
      return ledger
          .office()
          .turns()
          .finish(turn, Turn.State.COMPLETED, usage, null, null, null, now)
          .then(
              ledger.say(
                  (epoch, seq) -> new Completed(ledger.session(), epoch, seq, turn, usage, now)));
    });
  }

  Mono<Void> failed(TurnId turn, Trouble trouble, @Nullable Usage usage) {
    return Mono.defer(() -> {
      var now = Instant.now();
      measure("failed", usage);
      return ledger
          .office()
          .turns()
          .finish(turn, Turn.State.FAILED, usage, trouble.cause(), trouble.remedy(), null, now)
          .then(
              ledger.say((epoch, seq) ->
                  new Failed(
                      ledger.session(), epoch, seq, turn, trouble.cause(), trouble.remedy(), now)));
    });
  }

  Mono<Void> interrupted(
      TurnId turn, Interrupted.Cause cause, @Nullable String by, @Nullable Usage usage) {
    return Mono.defer(() -> {
      var now = Instant.now();
      var state =
          cause == Interrupted.Cause.WITHDRAWN ? Turn.State.WITHDRAWN : Turn.State.INTERRUPTED;
      measure("interrupted", usage);
      return ledger
          .office()
          .turns()
          .finish(turn, state, usage, cause.name(), null, by, now)
          .then(
              ledger.say((epoch, seq) ->
                  new Interrupted(ledger.session(), epoch, seq, turn, cause, by, now)));
    });
  }

  private Mono<Void> closing(RunningTurn run) {
    return Mono.defer(() -> telling.lapse(run.turn.id(), List.copyOf(run.tools), Instant.now()));
  }

  private void measure(String outcome, @Nullable Usage usage) {
    ledger
        .office()
        .meters()
        .ended(
            outcome,
            usage == null ? UNKNOWN : usage.model(),
            usage == null ? Duration.ZERO : usage.duration());
  }

  private static Usage usage(Spent spent, BigDecimal before, Duration lasted) {
    var cost = spent.cost() == null ? spent.totalCost().subtract(before) : spent.cost();
    return new Usage(
        spent.model(),
        spent.inputTokens(),
        spent.outputTokens(),
        cost.max(BigDecimal.ZERO),
        lasted);
  }
}
