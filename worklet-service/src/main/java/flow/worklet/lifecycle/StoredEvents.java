package flow.worklet.lifecycle;

import flow.events.WorkletEvent;
import flow.events.WorkletId;
import java.util.function.LongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The events of worklets, kept for those who read them later.
public interface StoredEvents {

  /// Gives the event its number and keeps it; inside a transaction.
  Mono<WorkletEvent> add(WorkletId worklet, LongFunction<WorkletEvent> event);

  Flux<WorkletEvent> after(WorkletId worklet, long seq, int limit);

  /// Notes a command; false when it was noted before.
  Mono<Boolean> first(java.util.UUID command, WorkletId worklet);

  /// Notes a webhook's delivery; false when it was noted before.
  Mono<Boolean> firstDelivery(String id);
}
