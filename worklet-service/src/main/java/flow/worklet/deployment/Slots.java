package flow.worklet.deployment;

import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/// How many builds run at once on this instance.
final class Slots {

  private final Semaphore free;

  Slots(int count) {
    this.free = new Semaphore(count, true);
  }

  /// Does the work in a slot; empty when none is free.
  <T> Mono<T> with(Mono<T> work) {
    return Mono.defer(() -> free.tryAcquire() ? work.doFinally(_ -> free.release()) : Mono.empty());
  }
}
