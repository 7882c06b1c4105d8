package flow.session.turns;

import flow.session.conversation.Session;
import flow.session.conversation.Sessions;
import flow.session.conversation.Turns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// How many sessions there are and how many turns wait, counted now and then.
final class SessionGauges implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SessionGauges.class);
  private static final Duration PACE = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final Turns turns;
  private final Map<Session.State, AtomicLong> counts = new EnumMap<>(Session.State.class);
  private final AtomicLong queued = new AtomicLong();
  private Disposable counting = Disposables.disposed();

  SessionGauges(Sessions sessions, Turns turns, MeterRegistry meters) {
    this.sessions = sessions;
    this.turns = turns;
    for (var state : Session.State.values()) {
      var count = new AtomicLong();
      counts.put(state, count);
      Gauge.builder("flow.sessions", count, AtomicLong::get)
          .description("Sessions on all instances")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    Gauge.builder("flow.turns.queued", queued, AtomicLong::get)
        .description("Prompts that wait on all instances")
        .register(meters);
  }

  @Override
  public void start() {
    counting =
        Flux.interval(Duration.ZERO, PACE).onBackpressureDrop().concatMap(_ -> count()).subscribe();
  }

  @Override
  public void stop() {
    counting.dispose();
  }

  @Override
  public boolean isRunning() {
    return !counting.isDisposed();
  }

  private Mono<Void> count() {
    return sessions
        .counts()
        .collectMap(Sessions.Count::state, Sessions.Count::number)
        .doOnNext(
            found -> counts.forEach((state, count) -> count.set(found.getOrDefault(state, 0L))))
        .then(turns.waiting())
        .doOnNext(queued::set)
        .then()
        .onErrorResume(error -> {
          LOG.debug("The sessions cannot be counted: {}", error.toString());
          return Mono.empty();
        });
  }
}
