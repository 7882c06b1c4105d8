package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineSettings;
import flow.worklet.lifecycle.EngineState;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Wishes;
import flow.worklet.lifecycle.Worklets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps an eye on the engine: whether it answers, what happens to containers, and, at the start,
/// after each time it was away and every half minute, whether it has what it should have.
final class EngineWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final ContainerEngine engine;
  private final EngineState state;
  private final Sweep sweep;
  private final Worklets worklets;
  private final Wishes wishes;
  private final EngineSettings settings;
  private Disposable watching = Disposables.disposed();

  EngineWatch(
      ContainerEngine engine,
      EngineState state,
      Sweep sweep,
      Worklets worklets,
      Wishes wishes,
      EngineSettings settings) {
    this.engine = engine;
    this.state = state;
    this.sweep = sweep;
    this.worklets = worklets;
    this.wishes = wishes;
    this.settings = settings;
  }

  @Override
  public void start() {
    watching =
        Mono.defer(this::watch)
            .onErrorResume(this::away)
            .then(Mono.delay(AGAIN))
            .repeat()
            .subscribe();
  }

  /// Watches for as long as the engine answers.
  private Mono<Void> watch() {
    return engine
        .describe()
        .doOnNext(name -> LOG.info("The container engine is {}", name))
        .then(Mono.defer(this::compare))
        .doOnSuccess(_ -> state.reachable())
        .then(Mono.defer(() -> Flux.merge(happenings(), sweeps()).then()));
  }

  private Mono<Void> compare() {
    long began = System.nanoTime();
    return sweep
        .once()
        .doOnSuccess(_ ->
            LOG.info(
                "Engine and database were compared in {} ms",
                Duration.ofNanos(System.nanoTime() - began).toMillis()));
  }

  private Flux<Void> happenings() {
    return engine
        .changes()
        .onBackpressureBuffer(10_000)
        .concatMap(this::look)
        .concatWith(Mono.error(() -> new IllegalStateException("The engine went away.")));
  }

  /// A settled worklet is looked at; one that is worked on is being looked at.
  private Mono<Void> look(WorkletId id) {
    return worklets
        .find(id)
        .filter(worklet -> worklet.isSettled() && worklet.state() == State.RUNNING)
        .flatMap(worklet -> worklets.touch(id).doOnSuccess(_ -> wishes.ring(id)));
  }

  private Flux<Void> sweeps() {
    return Flux.interval(settings.lookEvery()).onBackpressureDrop().concatMap(_ -> sweep.once());
  }

  private Mono<Void> away(Throwable problem) {
    var why = String.valueOf(problem.getMessage());
    if (state.isReachable() || !why.equals(state.problem())) {
      LOG.warn("The container engine cannot be used: {}", why);
    }
    state.unreachable(why);
    return Mono.empty();
  }

  @Override
  public void stop() {
    watching.dispose();
  }

  @Override
  public boolean isRunning() {
    return !watching.isDisposed();
  }
}
