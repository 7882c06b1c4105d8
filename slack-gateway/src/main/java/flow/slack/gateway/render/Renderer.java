package flow.slack.gateway.render;

import flow.events.TurnId;
import flow.platform.database.Transactions;
import flow.slack.gateway.send.Messages;
import flow.slack.gateway.send.Messages.Owner;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Schedulers;

/// Lays changed turns out as messages: at once, and then not more often than a few times a second,
/// so that a fast answer does not cost a layout for every word.
@Component
class Renderer implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Renderer.class);
  private static final Duration PACE = Duration.ofMillis(150);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration CLOCK = Duration.ofSeconds(15);
  private static final Duration TIDY = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int AT_ONCE = 4;

  private final TurnRows rows;
  private final Messages messages;
  private final Transactions transactions;
  private final Clock clock = Clock.systemUTC();
  private final Map<TurnId, Boolean> wanted = new ConcurrentHashMap<>();
  private final Sinks.Many<TurnId> queue = Sinks.many().unicast().onBackpressureBuffer();
  private Disposable working = Disposables.disposed();

  Renderer(TurnRows rows, Messages messages, Transactions transactions) {
    this.rows = rows;
    this.messages = messages;
    this.transactions = transactions;
  }

  /// Has the turn laid out soon. The queue is bounded by the number of turns: one that waits is not
  /// queued again.
  void wake(TurnId turn) {
    if (wanted.put(turn, true) == null) {
      enqueue(turn);
    }
  }

  private void enqueue(TurnId turn) {
    synchronized (queue) {
      var emitted = queue.tryEmitNext(turn);
      if (emitted != EmitResult.FAIL_CANCELLED) { // stopped: the next start looks what is left
        emitted.orThrow();
      }
    }
  }

  @Override
  public void start() {
    working =
        Disposables.composite(
            queue
                .asFlux()
                .publishOn(Schedulers.parallel())
                .flatMap(this::work, AT_ONCE)
                .subscribe(),
            Flux.interval(SWEEP).onBackpressureDrop().concatMap(_ -> sweep()).subscribe(),
            Flux.interval(TIDY).onBackpressureDrop().concatMap(_ -> tidy()).subscribe());
  }

  private Mono<Void> work(TurnId turn) {
    wanted.replace(turn, false);
    return transactions
        .in(rows.row(turn).flatMap(this::layOut))
        .onErrorResume(error -> {
          LOG.warn("The turn {} could not be laid out", turn, error);
          return Mono.empty();
        })
        .doFinally(_ -> finished(turn));
  }

  private void finished(TurnId turn) {
    Schedulers.parallel()
        .schedule(
            () -> {
              if (!wanted.remove(turn, false)) {
                enqueue(turn);
              }
            },
            PACE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private Mono<Void> layOut(TurnRow row) {
    var frame =
        new Frame(
            row.id(),
            row.starter(),
            row.stopping(),
            row.followed(),
            row.repeatable(),
            clock.instant());
    var layout = Layout.of(row.turn(), row.texts(), row.breaks(), frame);
    return messages
        .show(row.place(), new Owner(row.id().value(), row.ordinal()), layout.drafts(), row.said())
        .then(rows.rendered(row.id(), row.revision(), layout.breaks()));
  }

  private Mono<Void> sweep() {
    return transactions
        .in(rows.overdue(CLOCK).collectList())
        .doOnNext(turns -> turns.forEach(this::wake))
        .onErrorResume(error -> {
          LOG.warn("Looking for turns that changed failed: {}", error.toString());
          return Mono.empty();
        })
        .then();
  }

  private Mono<Long> tidy() {
    return transactions
        .in(rows.forget(KEPT))
        .onErrorResume(error -> {
          LOG.warn("Old turns could not be forgotten: {}", error.toString());
          return Mono.empty();
        });
  }

  @Override
  public void stop() {
    working.dispose();
  }

  @Override
  public boolean isRunning() {
    return !working.isDisposed();
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 50;
  }
}
