package flow.kv.upkeep;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// What is left in the store and no longer needed.
interface Remains {

  /// Removes some expired entries, and tells how many.
  Mono<Long> sweep(int most);

  /// Removes a worklet whose grace period is over; empty when there is none.
  Mono<Boolean> purgeOne();

  /// Removes old changes from the log.
  Mono<Long> compact(Duration keep, int most);
}
