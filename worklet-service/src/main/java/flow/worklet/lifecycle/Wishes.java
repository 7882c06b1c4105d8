package flow.worklet.lifecycle;

import flow.events.WorkletId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Rings when a worklet has a new wish, so that it is dealt with at once. Whoever misses it finds
/// the wish in the database.
@Component
public class Wishes {

  private final Sinks.Many<WorkletId> rung = Sinks.many().multicast().directBestEffort();

  public void ring(WorkletId worklet) {
    var _ = rung.tryEmitNext(worklet);
  }

  public Flux<WorkletId> rung() {
    return rung.asFlux();
  }
}
