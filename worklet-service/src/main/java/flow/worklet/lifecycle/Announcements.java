package flow.worklet.lifecycle;

import flow.events.Topic;
import flow.events.WorkletEvent;
import flow.events.WorkletId;
import flow.events.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tells what happened to worklets: to the other services and to those who watch over HTTP.
@Component
public class Announcements {

  private final StoredEvents events;
  private final Outbox outbox;

  Announcements(StoredEvents events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  /// Tells an event, in the transaction around this call.
  ///
  /// @param event makes it of its number and time
  public Mono<Void> tell(WorkletId worklet, BiFunction<Long, Instant, WorkletEvent> event) {
    return events
        .add(worklet, seq -> event.apply(seq, Instant.now()))
        .flatMap(numbered -> outbox.add(Topic.WORKLET_EVENTS, numbered));
  }

  /// Tells an event about a worklet that does not exist.
  Mono<Void> tellOfNone(WorkletEvent event) {
    return outbox.add(Topic.WORKLET_EVENTS, event);
  }

  /// The worklet's events after a number, those of the past first, without end.
  public Flux<WorkletEvent> after(WorkletId worklet, long seq) {
    return Flux.defer(() -> {
      var last = new long[] {seq};
      return Flux.interval(Duration.ZERO, Duration.ofMillis(500))
          .onBackpressureDrop()
          .concatMap(_ -> events.after(worklet, last[0], 200))
          .doOnNext(event -> last[0] = event.seq());
    });
  }
}
