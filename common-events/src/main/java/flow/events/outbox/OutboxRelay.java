package flow.events.outbox;

import flow.events.kafka.Publisher;
import flow.platform.database.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Publishes what waits in the outbox: the keys it is woken for at once, and whatever was left over
/// by a crash or an outage every half second.
final class OutboxRelay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration SWEEP = Duration.ofMillis(500);
  private static final Duration OVERDUE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int BATCH = 100;
  private static final int KEYS_AT_ONCE = 4;

  private final OutboxRows rows;
  private final Transactions transactions;
  private final Publisher publisher;
  private final Set<OutboxKey> due = ConcurrentHashMap.newKeySet();
  private final Sinks.Many<OutboxKey> woken = Sinks.many().unicast().onBackpressureBuffer();
  private Disposable running = Disposables.disposed();

  OutboxRelay(OutboxRows rows, Transactions transactions, Publisher publisher) {
    this.rows = rows;
    this.transactions = transactions;
    this.publisher = publisher;
  }

  /// Has the key published soon. The queue is bounded by the number of keys, since a key that is
  /// due already is not queued again.
  void wake(OutboxKey key) {
    if (due.add(key)) {
      synchronized (woken) {
        woken.tryEmitNext(key).orThrow();
      }
    }
  }

  @Override
  public void start() {
    running =
        Disposables.composite(
            woken
                .asFlux()
                .publishOn(Schedulers.parallel())
                .flatMap(this::relay, KEYS_AT_ONCE)
                .subscribe(),
            sweep().subscribe(),
            tidy().subscribe());
  }

  @Override
  public void stop() {
    running.dispose();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }

  /// Stops after those who write to the outbox.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 100;
  }

  private Mono<Void> relay(OutboxKey key) {
    return Mono.fromRunnable(() -> due.remove(key))
        .then(
            transactions.in(rows.lock(key).flatMap(locked -> locked ? publish(key) : Mono.just(0))))
        .doOnNext(published -> {
          if (published == BATCH) {
            wake(key);
          }
        })
        .then()
        .onErrorResume(error -> {
          LOG.warn("{} waits in the outbox: {}", key, error.toString());
          return Mono.empty();
        });
  }

  private Mono<Integer> publish(OutboxKey key) {
    return rows.waiting(key, BATCH)
        .flatMap(waiting ->
            waiting.isEmpty()
                ? Mono.just(0)
                : send(waiting)
                    .then(rows.published(key, waiting.getLast().number()))
                    .thenReturn(waiting.size()));
  }

  private Mono<Void> send(List<OutboxRow> waiting) {
    return Flux.fromIterable(waiting)
        .concatMap(row ->
            publisher.publish(row.key().topic(), row.key().key(), row.value(), row.envelope()))
        .then();
  }

  private Flux<OutboxKey> sweep() {
    return Flux.interval(SWEEP)
        .onBackpressureDrop()
        .concatMap(_ -> rows.overdue(OVERDUE, BATCH).onErrorResume(_ -> Flux.empty()))
        .doOnNext(this::wake);
  }

  private Flux<Long> tidy() {
    return Flux.interval(Duration.ofMinutes(1), Duration.ofHours(1))
        .onBackpressureDrop()
        .concatMap(_ -> rows.forget(KEPT).onErrorResume(_ -> Mono.empty()));
  }
}
