package flow.session.turns;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.RetryScheduled;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.TodosUpdated;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.TurnId;
import flow.session.conversation.Approval;
import flow.session.conversation.Block;
import flow.session.narration.Happening;
import flow.session.narration.Happening.Abandoned;
import flow.session.narration.Happening.BlockFinished;
import flow.session.narration.Happening.Over;
import flow.session.narration.Happening.PermissionLapsed;
import flow.session.narration.Happening.PermissionWanted;
import flow.session.narration.Happening.Retrying;
import flow.session.narration.Happening.TextGrew;
import flow.session.narration.Happening.TodosChanged;
import flow.session.narration.Happening.ToolBegan;
import flow.session.narration.Happening.ToolEnded;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps and tells what happens in a turn.
final class TurnTelling {

  private static final String NOBODY = "flow";
  private static final int LONGEST_RESULT = 200_000;

  private final Ledger ledger;

  TurnTelling(Ledger ledger) {
    this.ledger = ledger;
  }

  Mono<Void> tell(RunningTurn run, List<Happening> happenings, Instant at) {
    if (happenings.isEmpty()) {
      return Mono.empty();
    }
    if (happenings.getFirst() instanceof TextGrew grew) {
      return grow(run, grew, at);
    }
    return flush(run)
        .then(
            ledger.keep(
                Flux.fromIterable(happenings)
                    .concatMap(happening -> keep(run, happening, at))
                    .then()));
  }

  /// Tells the text that was gathered.
  Mono<Void> flush(RunningTurn run) {
    return Mono.defer(() -> {
      var piece = run.text.take();
      return piece == null
          ? Mono.empty()
          : ledger.stream((epoch, seq) ->
              new TextAppended(
                  ledger.session(),
                  epoch,
                  seq,
                  run.turn.id(),
                  piece.block(),
                  piece.offset(),
                  piece.text(),
                  piece.at()));
    });
  }

  /// Notes that the questions nobody has answered need no answer any more, and that the tools which
  /// still run came to nothing. Inside a transaction.
  Mono<Void> lapse(TurnId turn, List<String> tools, Instant at) {
    return ledger
        .office()
        .approvals()
        .open(ledger.session())
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(approval -> lapsed(approval.request(), approval.turn(), at))
        .thenMany(Flux.fromIterable(List.copyOf(tools)))
        .concatMap(
            use -> ended(turn, new ToolEnded(use, ToolFinished.Outcome.FAILED, "cut off", ""), at))
        .then();
  }

  private Mono<Void> grow(RunningTurn run, TextGrew grew, Instant at) {
    var before = run.text.fits(grew) ? Mono.<Void>empty() : flush(run);
    return before.then(
        Mono.defer(() -> {
          run.text.add(grew, at);
          return run.text.isDue() ? flush(run) : Mono.empty();
        }));
  }

  private Mono<Void> keep(RunningTurn run, Happening happening, Instant at) {
    var turn = run.turn.id();
    return switch (happening) {
      case BlockFinished block -> finished(turn, block, at);
      case ToolBegan tool -> began(run, tool, at);
      case ToolEnded tool -> {
        run.tools.remove(tool.use());
        yield ended(turn, tool, at);
      }
      case TodosChanged todos ->
          ledger.say((epoch, seq) ->
              new TodosUpdated(ledger.session(), epoch, seq, turn, todos.todos(), at));
      case PermissionWanted wanted -> wanted(run, wanted, at);
      case PermissionLapsed lapsed ->
          run.answered(lapsed.request()) == null
              ? Mono.empty()
              : lapsed(lapsed.request(), turn, at);
      case Retrying retrying ->
          ledger.say((epoch, seq) ->
              new RetryScheduled(
                  ledger.session(),
                  epoch,
                  seq,
                  turn,
                  retrying.attempt(),
                  retrying.delay(),
                  retrying.trouble().cause(),
                  at));
      case Abandoned abandoned -> abandon(turn, abandoned.fromBlock(), at);
      case TextGrew _, Over _ -> Mono.empty(); // not kept here
    };
  }

  Mono<Void> abandon(TurnId turn, int from, Instant at) {
    return ledger
        .office()
        .blocks()
        .abandon(turn, from)
        .then(
            ledger.say(
                (epoch, seq) -> new TextAbandoned(ledger.session(), epoch, seq, turn, from, at)));
  }

  Mono<Void> finished(TurnId turn, BlockFinished block, Instant at) {
    var kind = block.thinking() ? Block.Kind.THINKING : Block.Kind.TEXT;
    var kept = new Block(turn, block.block(), kind, block.message(), block.text(), null, at);
    var told =
        block.thinking()
            ? Mono.<Void>empty()
            : ledger.say((epoch, seq) ->
                new BlockCompleted(
                    ledger.session(),
                    epoch,
                    seq,
                    turn,
                    block.block(),
                    block.text(),
                    sha256(block.text()),
                    at));
    return ledger.office().blocks().add(kept).then(told);
  }

  private Mono<Void> began(RunningTurn run, ToolBegan tool, Instant at) {
    run.tools.add(tool.use());
    var turn = run.turn.id();
    var kept =
        new Block(
            turn,
            tool.block(),
            Block.Kind.TOOL,
            tool.message(),
            tool.summary(),
            new Block.Tool(tool.use(), tool.name(), tool.input(), null, null),
            at);
    return ledger
        .office()
        .blocks()
        .add(kept)
        .then(
            ledger.say((epoch, seq) ->
                new ToolStarted(
                    ledger.session(),
                    epoch,
                    seq,
                    turn,
                    tool.use(),
                    tool.block(),
                    tool.name(),
                    tool.summary(),
                    at)));
  }

  private Mono<Void> ended(TurnId turn, ToolEnded tool, Instant at) {
    var result =
        tool.result().length() > LONGEST_RESULT
            ? tool.result().substring(0, LONGEST_RESULT)
            : tool.result();
    return ledger
        .office()
        .blocks()
        .toolEnded(turn, tool.use(), tool.outcome(), result)
        .then(
            ledger.say((epoch, seq) ->
                new ToolFinished(
                    ledger.session(),
                    epoch,
                    seq,
                    turn,
                    tool.use(),
                    tool.outcome(),
                    tool.summary(),
                    at)));
  }

  private Mono<Void> wanted(RunningTurn run, PermissionWanted wanted, Instant at) {
    run.ask(wanted);
    var scope = wanted.scope();
    var approval =
        new Approval(
            wanted.request(),
            ledger.session(),
            run.turn.id(),
            wanted.use(),
            wanted.name(),
            wanted.input(),
            scope == null ? null : scope.update(),
            at);
    return ledger
        .office()
        .approvals()
        .ask(approval)
        .then(
            ledger.say((epoch, seq) ->
                new ApprovalRequested(
                    ledger.session(),
                    epoch,
                    seq,
                    run.turn.id(),
                    wanted.request(),
                    wanted.name(),
                    wanted.summary(),
                    wanted.detail(),
                    scope == null ? null : scope.words(),
                    at)));
  }

  private Mono<Void> lapsed(String request, TurnId turn, Instant at) {
    return ledger
        .office()
        .approvals()
        .decide(request, ApprovalDecided.Outcome.LAPSED, NOBODY, null, at)
        .then(
            ledger.say((epoch, seq) ->
                new ApprovalDecided(
                    ledger.session(),
                    epoch,
                    seq,
                    turn,
                    request,
                    ApprovalDecided.Outcome.LAPSED,
                    NOBODY,
                    null,
                    at)));
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
