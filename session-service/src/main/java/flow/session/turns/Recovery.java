package flow.session.turns;

import flow.events.SessionEvent.Interrupted;
import flow.events.Usage;
import flow.session.claude.SessionFolder;
import flow.session.conversation.Block;
import flow.session.conversation.Turn;
import flow.session.narration.Happening.BlockFinished;
import flow.session.transcript.TurnRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Decides how a turn goes on whose process is gone: from the CLI's transcript, once; or not at
/// all.
final class Recovery {

  private static final int MOST_CRASHES = 2;

  /// What to do next.
  ///
  /// @param isOver whether the turn has ended
  /// @param rerun whether the CLI runs it again by itself; else the prompt is sent again
  /// @param firstBlock the number of the next block
  record Plan(boolean isOver, boolean rerun, int firstBlock) {

    static final Plan OVER = new Plan(true, false, 0);
  }

  private final Ledger ledger;
  private final TurnTelling telling;
  private final TurnEnding ending;
  private final Office office;

  Recovery(Ledger ledger, TurnTelling telling, TurnEnding ending) {
    this.ledger = ledger;
    this.telling = telling;
    this.ending = ending;
    this.office = ledger.office();
  }

  /// @param begun the number after the last block that was begun, as far as is known here
  Mono<Plan> plan(Turn turn, SessionFolder folder, int begun) {
    return office
        .transcripts()
        .restore(folder)
        .then(office.transcripts().turn(folder, turn.id().toString()))
        .zipWith(office.blocks().of(turn.id()).collectList())
        .zipWith(office.blocks().next(turn.id()))
        .flatMap(found ->
            decide(turn, found.getT1().getT1(), found.getT1().getT2(), found.getT2(), begun));
  }

  /// @param unfinished the number after the last finished block; text told of it and later ones was
  ///   cut and will be said anew
  private Mono<Plan> decide(
      Turn turn, TurnRecord record, List<Block> blocks, int unfinished, int begun) {
    int next = Math.max(begun, unfinished);
    if (record.finished()) {
      return ledger.keep(finish(turn, record, blocks, unfinished, next)).thenReturn(Plan.OVER);
    }
    if (turn.crashes() + 1 >= MOST_CRASHES) {
      return ledger
          .keep(
              lapse(turn, blocks)
                  .then(ending.interrupted(turn.id(), Interrupted.Cause.CRASHED, null, null)))
          .thenReturn(Plan.OVER);
    }
    int from =
        blocks.stream()
            .filter(block -> !record.kept().contains(block.message()))
            .map(Block::number)
            .min(Integer::compare)
            .orElse(unfinished);
    return ledger
        .keep(
            office
                .turns()
                .crashed(turn.id())
                .then(lapse(turn, blocks))
                .then(telling.abandon(turn.id(), from, Instant.now())))
        .thenReturn(new Plan(false, record.known(), next));
  }

  private Mono<Void> lapse(Turn turn, List<Block> blocks) {
    return telling.lapse(
        turn.id(),
        blocks.stream()
            .map(Block::tool)
            .filter(tool -> tool != null && tool.outcome() == null)
            .map(tool -> tool == null ? "" : tool.use())
            .toList(),
        Instant.now());
  }

  /// The CLI had finished, but nobody heard the end of it: it is in the transcript.
  private Mono<Void> finish(
      Turn turn, TurnRecord record, List<Block> blocks, int unfinished, int next) {
    var known = blocks.stream().map(Block::message).collect(Collectors.toSet());
    var now = Instant.now();
    var missing = record.texts().stream().filter(said -> !known.contains(said.message())).toList();
    var usage =
        new Usage(
            "unknown",
            0,
            0,
            BigDecimal.ZERO,
            Duration.between(turn.startedAt() == null ? now : turn.startedAt(), now));
    return lapse(turn, blocks)
        .then(missing.isEmpty() ? Mono.empty() : telling.abandon(turn.id(), unfinished, now))
        .thenMany(
            Flux.range(0, missing.size())
                .concatMap(i ->
                    telling.finished(
                        turn.id(),
                        new BlockFinished(
                            next + i, missing.get(i).message(), false, missing.get(i).text()),
                        now)))
        .then(ending.completed(turn.id(), usage));
  }
}
