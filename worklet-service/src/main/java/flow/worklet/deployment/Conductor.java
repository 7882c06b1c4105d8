package flow.worklet.deployment;

import flow.events.WorkletId;
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
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// Has every wish dealt with: at once when it is rung for, and within a second in any case, also
/// those that another instance left.
public final class Conductor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int AT_ONCE = 64;

  private final Worklets worklets;
  private final Wishes wishes;
  private final Exclusive exclusive;
  private final Convergence convergence;
  private Disposable conducting = Disposables.disposed();

  Conductor(Worklets worklets, Wishes wishes, Exclusive exclusive, Convergence convergence) {
    this.worklets = worklets;
    this.wishes = wishes;
    this.exclusive = exclusive;
    this.convergence = convergence;
  }

  /// Deals with the worklet's wish now, unless somebody does already; tells whether it did.
  public Mono<Boolean> attend(WorkletId worklet) {
    return exclusive.with(worklet, convergence.of(worklet));
  }

  @Override
  public void start() {
    var rung = wishes.rung().onBackpressureBuffer(10_000);
    var found = Flux.interval(LOOK).onBackpressureDrop().concatMap(_ -> due());
    conducting =
        Flux.merge(rung, found)
            .publishOn(Schedulers.parallel())
            .flatMap(
                worklet -> attend(worklet).onErrorResume(problem -> note(worklet, problem)),
                AT_ONCE)
            .retryWhen(
                Retry.fixedDelay(Long.MAX_VALUE, LOOK)
                    .doBeforeRetry(signal -> LOG.error("Conducting broke off", signal.failure())))
            .subscribe();
  }

  private Flux<WorkletId> due() {
    return worklets
        .due()
        .onErrorResume(problem -> {
          LOG.warn("The database does not tell what is wished for: {}", problem.toString());
          return Flux.empty();
        });
  }

  private static Mono<Boolean> note(WorkletId worklet, Throwable problem) {
    LOG.warn("Worklet {} cannot be attended to: {}", worklet, problem.toString());
    return Mono.just(false);
  }

  @Override
  public void stop() {
    conducting.dispose();
  }

  @Override
  public boolean isRunning() {
    return !conducting.isDisposed();
  }
}
