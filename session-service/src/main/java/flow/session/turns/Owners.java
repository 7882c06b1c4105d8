package flow.session.turns;

import flow.events.SessionId;
import flow.events.lease.Leases;
import flow.session.conversation.Sessions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The sessions this instance works on, and its clock.
final class Owners implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Owners.class);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final int SWEPT = 100;
  private static final Duration HAND_OVER = Duration.ofSeconds(5);

  private final Office office;
  private final Leases leases;
  private final Sessions sessions;
  private final Map<SessionId, SessionOwner> owners = new ConcurrentHashMap<>();
  private volatile boolean running;
  private Disposable work = Disposables.disposed();

  Owners(Office office, Leases leases, Sessions sessions) {
    this.office = office;
    this.leases = leases;
    this.sessions = sessions;
  }

  /// Has somebody look at the session: this instance, unless another one holds it.
  void wake(SessionId session) {
    if (running) {
      owners.computeIfAbsent(session, id -> new SessionOwner(id, office, this::left)).attend();
    }
  }

  @Override
  public void start() {
    running = true;
    work =
        Disposables.composite(
            Flux.interval(TICK)
                .onBackpressureDrop()
                .subscribe(_ -> owners.values().forEach(SessionOwner::tick)),
            Flux.interval(SWEEP).onBackpressureDrop().concatMap(_ -> sweep()).subscribe(),
            leases
                .lost()
                .subscribe(lost ->
                    owners.values().stream()
                        .filter(owner -> lost.equals(owner.lease()))
                        .forEach(SessionOwner::lose)));
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /// Lets turns end for a while, then hands the rest over.
  @Override
  public void stop(Runnable stopped) {
    running = false;
    Flux.interval(TICK)
        .takeUntil(_ -> owners.values().stream().allMatch(owner -> owner.running() == null))
        .take(office.settings().drain())
        .thenMany(Flux.defer(() -> Flux.fromIterable(owners.values())))
        .flatMap(
            owner ->
                owner
                    .handOver()
                    .timeout(HAND_OVER)
                    .onErrorResume(error -> {
                      LOG.warn("session {} is not handed over", owner.id(), error);
                      return Mono.empty();
                    }),
            Integer.MAX_VALUE)
        .doFinally(_ -> {
          work.dispose();
          stopped.run();
        })
        .subscribe();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 50; // after the topics, before the outbox and the leases
  }

  private void left(SessionOwner owner) {
    owners.remove(owner.id(), owner);
  }

  /// Looks for sessions nobody works on, and for commands to ours that another instance received.
  private Mono<Void> sweep() {
    return Flux.defer(() ->
            Flux.concat(sessions.unattended(SWEPT), sessions.called(Set.copyOf(owners.keySet()))))
        .doOnNext(this::wake)
        .then()
        .onErrorResume(error -> {
          LOG.warn("Cannot look for sessions that need somebody: {}", error.toString());
          return Mono.empty();
        });
  }
}
