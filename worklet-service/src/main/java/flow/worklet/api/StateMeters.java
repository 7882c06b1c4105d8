package flow.worklet.api;

import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tells how many worklets there are in each state.
@Component
class StateMeters implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StateMeters.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Worklets worklets;
  private final Map<State, AtomicLong> counts = new EnumMap<>(State.class);
  private Disposable looking = Disposables.disposed();

  StateMeters(Worklets worklets, MeterRegistry meters) {
    this.worklets = worklets;
    for (var state : State.values()) {
      if (state != State.DELETED) {
        var count = new AtomicLong();
        counts.put(state, count);
        Gauge.builder("flow.worklets", count, AtomicLong::get)
            .tag("state", state.name())
            .register(meters);
      }
    }
  }

  @Override
  public void start() {
    looking =
        Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop().concatMap(_ -> look()).subscribe();
  }

  private Mono<Void> look() {
    return worklets
        .counts()
        .doOnNext(now -> counts.forEach((state, count) -> count.set(now.getOrDefault(state, 0L))))
        .then()
        .onErrorResume(problem -> {
          LOG.debug("Worklets are counted later: {}", problem.toString());
          return Mono.empty();
        });
  }

  @Override
  public void stop() {
    looking.dispose();
  }

  @Override
  public boolean isRunning() {
    return !looking.isDisposed();
  }
}
