package flow.worklet.deployment;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Desired;
import flow.worklet.lifecycle.LifecycleSettings;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Wishes;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Notes which worklets are used, and has those rest that are not: paused first, then stopped, and
/// deleted when their time has come.
final class Usage implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Usage.class);

  private final Worklets worklets;
  private final Traffic traffic;
  private final Wishes wishes;
  private final Announcements announcements;
  private final Transactions transactions;
  private final LifecycleSettings settings;
  private Disposable looking = Disposables.disposed();

  Usage(
      Worklets worklets,
      Traffic traffic,
      Wishes wishes,
      Announcements announcements,
      Transactions transactions,
      LifecycleSettings settings) {
    this.worklets = worklets;
    this.traffic = traffic;
    this.wishes = wishes;
    this.announcements = announcements;
    this.transactions = transactions;
    this.settings = settings;
  }

  @Override
  public void start() {
    looking =
        Flux.interval(settings.look())
            .onBackpressureDrop()
            .concatMap(_ -> look(Instant.now()).onErrorResume(Usage::later))
            .subscribe();
  }

  private static Mono<Void> later(Throwable problem) {
    LOG.warn("Idle worklets are looked for later: {}", problem.toString());
    return Mono.empty();
  }

  Mono<Void> look(Instant now) {
    return noteUse(now)
        .then(rest(State.RUNNING, Desired.PAUSED, now.minus(settings.pauseAfter())))
        .then(rest(State.PAUSED, Desired.STOPPED, now.minus(settings.stopAfter())))
        .then(transactions.in(worklets.warn(now.plus(warnBefore())).concatMap(this::warn).then()))
        .then(worklets.expired(now).concatMap(this::expire).then());
  }

  /// A short life is not all warning.
  private Duration warnBefore() {
    var half = settings.expireAfter().dividedBy(2);
    return settings.warnBefore().compareTo(half) > 0 ? half : settings.warnBefore();
  }

  private Mono<Void> noteUse(Instant now) {
    return Mono.defer(() -> {
      var used = traffic.takeUsed();
      return used.isEmpty() ? Mono.empty() : worklets.used(used, now);
    });
  }

  private Mono<Void> rest(State state, Desired desired, Instant since) {
    return worklets.idle(state, desired, since).doOnNext(wishes::ring).then();
  }

  private Mono<Void> warn(Worklet worklet) {
    return announcements.tell(
        worklet.id(),
        (seq, at) -> new WorkletEvent.ExpiresSoon(worklet.id(), seq, worklet.expiresAt(), at));
  }

  private Mono<Void> expire(Worklet worklet) {
    return worklets.delete(worklet.id(), "expiry").doOnSuccess(_ -> wishes.ring(worklet.id()));
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
