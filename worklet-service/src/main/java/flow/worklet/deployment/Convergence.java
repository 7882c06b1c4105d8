package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Desired;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes a worklet what it shall be: deletes it, works on its deployment, on what else was asked
/// for, and lets it run, pause or stop, until nothing is left to do.
final class Convergence {

  private static final Logger LOG = LoggerFactory.getLogger(Convergence.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SLOT_WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(3);

  private final Worklets worklets;
  private final Deployments deployments;
  private final DeploymentRun run;
  private final DeploymentEnd end;
  private final Settlement settlement;
  private final Deletion deletion;
  private final Slots slots;
  private final List<Task> tasks;

  Convergence(
      Worklets worklets,
      Deployments deployments,
      DeploymentRun run,
      DeploymentEnd end,
      Settlement settlement,
      Deletion deletion,
      Slots slots,
      List<Task> tasks) {
    this.worklets = worklets;
    this.deployments = deployments;
    this.run = run;
    this.end = end;
    this.settlement = settlement;
    this.deletion = deletion;
    this.slots = slots;
    this.tasks = tasks;
  }

  /// Works on a worklet until its wish is dealt with. What fails for a reason that may pass is
  /// postponed.
  Mono<Void> of(WorkletId id) {
    return once(id)
        .onErrorResume(problem -> postpone(id, problem))
        .repeat()
        .takeUntil(more -> !more)
        .then();
  }

  private Mono<Boolean> postpone(WorkletId id, Throwable problem) {
    LOG.warn("Worklet {} is tried again: {}", id, problem.toString());
    LOG.debug("Worklet {}", id, problem);
    return worklets.postpone(id, PAUSE_AFTER_FAILURE).thenReturn(false);
  }

  /// One thing to do; tells whether to look again.
  private Mono<Boolean> once(WorkletId id) {
    return worklets
        .find(id)
        .filter(worklet -> !worklet.isSettled() && worklet.state() != State.DELETED)
        .flatMap(this::next)
        .defaultIfEmpty(false);
  }

  private Mono<Boolean> next(Worklet worklet) {
    if (worklet.desired() == Desired.DELETED) {
      return deletion.delete(worklet).thenReturn(false);
    }
    return deployments
        .next(worklet.id())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(deployment ->
            deployment.isPresent() ? work(worklet, deployment.get()) : other(worklet));
  }

  private Mono<Boolean> work(Worklet worklet, Deployment deployment) {
    if (worklet.desired() == Desired.STOPPED && deployment.status() != Status.LIVE) {
      return end.supersede(worklet, deployment).thenReturn(true);
    }
    var work =
        run.run(worklet, deployment)
            .takeUntilOther(unwanted(worklet))
            .flatMap(done -> end.succeed(worklet, done).thenReturn(true))
            .defaultIfEmpty(true)
            .onErrorResume(
                Fault.class, fault -> end.fail(worklet, deployment, fault).thenReturn(true));
    return deployment.needsBuild()
        ? slots
            .with(work)
            .switchIfEmpty(
                Mono.defer(() -> worklets.postpone(worklet.id(), SLOT_WAIT).thenReturn(false)))
        : work;
  }

  /// Emits when the worklet is no longer wanted to run.
  private Flux<Worklet> unwanted(Worklet worklet) {
    return Flux.interval(LOOK)
        .onBackpressureDrop()
        .concatMap(_ -> worklets.find(worklet.id()).onErrorComplete())
        .filter(now -> now.desired() == Desired.DELETED || now.desired() == Desired.STOPPED);
  }

  private Mono<Boolean> other(Worklet worklet) {
    return Flux.fromIterable(tasks)
        .concatMap(task -> task.perform(worklet))
        .any(more -> more)
        .flatMap(more -> more ? Mono.just(true) : settle(worklet));
  }

  private Mono<Boolean> settle(Worklet worklet) {
    return settlement
        .settle(worklet)
        .then(worklets.observe(worklet.id(), worklet.generation()))
        .thenReturn(true);
  }
}
