package flow.kv.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Wakes the watchers of one worklet. A wake-up is never lost: who waits names the last one they
/// know of.
final class Beacon {

  private static final Sinks.EmitFailureHandler TRY_AGAIN =
      Sinks.EmitFailureHandler.busyLooping(Duration.ofMillis(100));

  private final Sinks.Many<Long> signals = Sinks.many().replay().latestOrDefault(0L);
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong head = new AtomicLong();
  private final AtomicInteger watchers = new AtomicInteger();

  long count() {
    return count.get();
  }

  /// Completes as soon as there was a signal after this many.
  Mono<Void> after(long known) {
    return signals.asFlux().filter(signal -> signal > known).next().then();
  }

  void signal() {
    signals.emitNext(count.incrementAndGet(), TRY_AGAIN);
  }

  /// Signals when the revision is a new one.
  void seen(long revision) {
    if (head.getAndAccumulate(revision, Math::max) < revision) {
      signal();
    }
  }

  AtomicInteger watchers() {
    return watchers;
  }
}
