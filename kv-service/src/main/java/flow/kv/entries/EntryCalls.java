package flow.kv.entries;

import flow.kv.entries.Outcome.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Single reads and changes of all worklets, many in a statement.
///
/// Changes of one worklet always go through the same lane: it is the database's lock on the worklet
/// that puts them in order, so two statements of one worklet would only wait for each other. A
/// worklet that something long holds (an import, say) is left out of the others' statements, and
/// its changes wait in a lane of their own.
@Component
class EntryCalls implements SmartLifecycle {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Limits READING = new Limits(3, true, 64, 1_000_000, 20_000, PATIENCE);
  private static final Limits CHANGING = new Limits(1, true, 64, 1_000_000, 5_000, PATIENCE);
  private static final Limits HELD = new Limits(2, false, 64, 1_000_000, 5_000, PATIENCE);
  private static final int LANES = 4;

  private final Entries entries;
  private final Coalescer<EntryKey, Optional<Entry>> reads;
  private final List<Coalescer<Change, Outcome>> changes;
  private final Coalescer<Change, Outcome> held;
  private Disposable expiring = Disposables.disposed();

  EntryCalls(Entries entries) {
    this.entries = entries;
    this.reads = new Coalescer<>(READING, _ -> 0, this::readAll);
    this.changes =
        IntStream.range(0, LANES)
            .mapToObj(_ -> new Coalescer<Change, Outcome>(CHANGING, Change::bytes, entries::apply))
            .toList();
    this.held = new Coalescer<>(HELD, Change::bytes, entries::apply);
  }

  Mono<Entry> read(EntryKey key) {
    return reads.submit(key.worklet(), key).flatMap(Mono::justOrEmpty);
  }

  Mono<Outcome> apply(Change change) {
    var worklet = change.entry().worklet();
    return changes
        .get(Math.floorMod(worklet.hashCode(), LANES))
        .submit(worklet, change)
        .flatMap(outcome ->
            outcome.ending() == Ending.BUSY ? held.submit(worklet, change) : Mono.just(outcome));
  }

  @Override
  public void start() {
    expiring =
        Flux.interval(Duration.ofMillis(250))
            .onBackpressureDrop()
            .subscribe(_ -> {
              reads.expire();
              changes.forEach(Coalescer::expire);
              held.expire();
            });
  }

  @Override
  public void stop() {
    expiring.dispose();
  }

  @Override
  public boolean isRunning() {
    return !expiring.isDisposed();
  }

  private Mono<List<Optional<Entry>>> readAll(List<EntryKey> keys) {
    return entries.read(keys).map(found -> found.stream().map(Optional::ofNullable).toList());
  }
}
