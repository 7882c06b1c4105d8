package flow.session.turns;

import flow.events.Decision;
import flow.events.SessionCommand;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.Ended;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Opened;
import flow.events.SessionEvent.Queued;
import flow.events.TurnId;
import flow.session.claude.protocol.CliInput;
import flow.session.conversation.Session;
import flow.session.conversation.Turn;
import flow.session.narration.Happening.PermissionWanted;
import flow.session.narration.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Does what is asked of a session: rows and events in one transaction, the CLI after it.
final class CommandHandling {

  private final Ledger ledger;
  private final TurnEnding ending;
  private final Work work;
  private final Office office;

  /// What the owner is at.
  interface Work {

    /// The turn that runs here; absent when none does.
    @Nullable RunningTurn running();

    /// Stops it.
    Mono<Void> interrupt();

    /// Hands the CLI a line.
    Mono<Void> send(CliInput line);

    /// Ends everything at once.
    Mono<Void> close();
  }

  CommandHandling(Ledger ledger, TurnEnding ending, Work work) {
    this.ledger = ledger;
    this.ending = ending;
    this.work = work;
    this.office = ledger.office();
  }

  Mono<Void> handle(SessionCommand command) {
    return switch (command) {
      case SessionCommand.Prompt prompt -> keep(command, prompted(prompt));
      case SessionCommand.Cancel cancel ->
          keep(command, cancelled(cancel)).then(stop(cancel.turn(), cancel.by()));
      case SessionCommand.Decide decide -> decided(decide);
      case SessionCommand.Amend amend ->
          keep(command, office.turns().amend(amend.turn(), amend.text()).then());
      case SessionCommand.Withdraw withdraw -> keep(command, withdrawn(withdraw));
      case SessionCommand.End end -> keep(command, ended(end)).then(work.close());
    };
  }

  private Mono<Void> keep(SessionCommand command, Mono<Void> effect) {
    return ledger.keep(effect.then(office.commands().handled(command.id())));
  }

  private Mono<Void> prompted(SessionCommand.Prompt prompt) {
    var now = Instant.now();
    var session =
        new Session(
            prompt.session(),
            prompt.origin(),
            prompt.workspace(),
            Session.State.QUEUED,
            false,
            now,
            now);
    return office
        .sessions()
        .open(session, ledger.epoch())
        .flatMap(opened -> opened ? opened(prompt, now) : Mono.empty())
        .then(office.sessions().find(prompt.session()))
        .flatMap(found ->
            office
                .turns()
                .open(prompt.session())
                .collectList()
                .flatMap(open -> enqueue(prompt, found, open, now)));
  }

  private Mono<Void> opened(SessionCommand.Prompt prompt, Instant now) {
    return ledger.say(
        (epoch, seq) -> new Opened(prompt.session(), epoch, seq, prompt.origin(), now));
  }

  private Mono<Void> enqueue(
      SessionCommand.Prompt prompt, Session session, List<Turn> open, Instant now) {
    var added = office.turns().add(turn(prompt, now));
    var refusal = refusal(prompt, session, open);
    if (refusal != null) {
      return added.then(ending.failed(prompt.turn(), refusal, null));
    }
    return added.then(
        open.isEmpty()
            ? Mono.empty()
            : ledger.say((epoch, seq) ->
                new Queued(
                    prompt.session(),
                    epoch,
                    seq,
                    prompt.turn(),
                    open.size(),
                    Queued.Reason.SESSION_BUSY,
                    now)));
  }

  private @Nullable Trouble refusal(
      SessionCommand.Prompt prompt, Session session, List<Turn> open) {
    var workspace = session.workspace();
    if (session.state() == Session.State.ENDED) {
      return new Trouble("This session is over.", "Start a new one.");
    }
    if (workspace != null && !office.folders().mayWorkIn(workspace)) {
      return new Trouble("The session may not work in " + workspace + ".", null);
    }
    if (prompt.text().isBlank()) {
      return new Trouble("The prompt is empty.", "Write what Claude shall do.");
    }
    return open.size() > office.settings().maxQueued()
        ? new Trouble(
            "%d prompts wait already.".formatted(open.size() - 1), "Wait until some are done.")
        : null;
  }

  private static Turn turn(SessionCommand.Prompt prompt, Instant now) {
    return new Turn(
        prompt.turn(),
        prompt.session(),
        0,
        prompt.origin(),
        prompt.text(),
        Turn.State.QUEUED,
        0,
        0,
        now,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /// Ends the turns that wait. What runs is stopped by the CLI and ends when it says so.
  private Mono<Void> cancelled(SessionCommand.Cancel cancel) {
    var running = work.running();
    return office
        .turns()
        .open(cancel.session())
        .filter(turn -> cancel.turn() == null || turn.id().equals(cancel.turn()))
        .filter(turn -> running == null || !turn.id().equals(running.turn.id()))
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(
            turn -> ending.interrupted(turn.id(), Interrupted.Cause.CANCELLED, cancel.by(), null))
        .then();
  }

  private Mono<Void> stop(@Nullable TurnId turn, String by) {
    return Mono.defer(() -> {
      var running = work.running();
      if (running == null
          || running.isEnding()
          || (turn != null && !turn.equals(running.turn.id()))) {
        return Mono.empty();
      }
      running.stop(by);
      return work.interrupt();
    });
  }

  private Mono<Void> withdrawn(SessionCommand.Withdraw withdraw) {
    return office
        .turns()
        .find(withdraw.turn())
        .filter(turn -> turn.state() == Turn.State.QUEUED)
        .flatMap(turn -> ending.interrupted(turn.id(), Interrupted.Cause.WITHDRAWN, null, null));
  }

  private Mono<Void> ended(SessionCommand.End end) {
    var now = Instant.now();
    var cancel = new SessionCommand.Cancel(end.session(), end.id(), null, end.by(), end.at());
    var running = work.running();
    var cut =
        running == null
            ? Mono.<Void>empty()
            : Mono.defer(() -> {
              running.stop(end.by());
              return ending.cut(running);
            });
    return office
        .sessions()
        .find(end.session())
        .filter(session -> session.state() != Session.State.ENDED)
        .flatMap(_ ->
            cut.then(cancelled(cancel))
                .then(office.sessions().enter(end.session(), Session.State.ENDED, now))
                .then(
                    ledger.say(
                        (epoch, seq) -> new Ended(end.session(), epoch, seq, end.by(), now))));
  }

  private Mono<Void> decided(SessionCommand.Decide decide) {
    var running = work.running();
    var wanted = running == null ? null : running.answered(decide.approval());
    if (running == null || wanted == null) {
      return keep(decide, Mono.empty()); // decided before, or nobody asks any more
    }
    return keep(decide, noted(decide, running, wanted))
        .then(Mono.defer(() -> work.send(answer(decide, running, wanted))));
  }

  private Mono<Void> noted(
      SessionCommand.Decide decide, RunningTurn running, PermissionWanted wanted) {
    var now = Instant.now();
    var outcome =
        switch (decide.decision()) {
          case ALLOW_ONCE -> ApprovalDecided.Outcome.ALLOWED_ONCE;
          case ALLOW_FOR_SESSION -> ApprovalDecided.Outcome.ALLOWED_FOR_SESSION;
          case DENY -> ApprovalDecided.Outcome.DENIED;
        };
    var scope = wanted.scope();
    var granted =
        decide.decision() == Decision.ALLOW_FOR_SESSION && scope != null
            ? office.sessions().grant(decide.session(), scope.flags(), scope.allowsEdits())
            : Mono.<Void>empty();
    return office
        .approvals()
        .decide(decide.approval(), outcome, decide.by(), decide.reason(), now)
        .then(granted)
        .then(
            ledger.say((epoch, seq) ->
                new ApprovalDecided(
                    decide.session(),
                    epoch,
                    seq,
                    running.turn.id(),
                    decide.approval(),
                    outcome,
                    decide.by(),
                    decide.reason(),
                    now)));
  }

  private static CliInput answer(
      SessionCommand.Decide decide, RunningTurn running, PermissionWanted wanted) {
    var scope = wanted.scope();
    return switch (decide.decision()) {
      case ALLOW_ONCE -> CliInput.allow(wanted.request(), wanted.input());
      case ALLOW_FOR_SESSION ->
          scope == null
              ? CliInput.allow(wanted.request(), wanted.input())
              : CliInput.allowAlways(wanted.request(), wanted.input(), scope.update());
      case DENY -> {
        running.narration.deny(wanted.use());
        yield CliInput.deny(
            wanted.request(),
            Objects.requireNonNullElse(
                decide.reason(), "A person refused this. Do not try it again."));
      }
    };
  }
}
