package flow.worklet.deployment;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Desired;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What follows when a deployment has come to its end, good or bad.
final class DeploymentEnd {

  private static final int EVIDENCE = 16_000;

  private final ContainerEngine engine;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final Transactions transactions;
  private final Meters meters;
  private final List<Task> tasks;

  DeploymentEnd(
      ContainerEngine engine,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Meters meters,
      List<Task> tasks) {
    this.engine = engine;
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.transactions = transactions;
    this.meters = meters;
    this.tasks = tasks;
  }

  Mono<Void> succeed(Worklet worklet, Deployment done) {
    meters.deployed(done, "ok");
    return transactions.in(tell(worklet, done));
  }

  /// The version is taken away; what served goes on serving.
  Mono<Void> fail(Worklet worklet, Deployment deployment, Fault fault) {
    meters.deployed(deployment, "failed");
    return current(deployment)
        .flatMap(now ->
            clear(worklet, now)
                .then(Mono.defer(() -> stateWithout(worklet)))
                .flatMap(state -> note(worklet, failed(now, fault), state, fault)));
  }

  /// The deployment is no longer wanted.
  Mono<Void> supersede(Worklet worklet, Deployment deployment) {
    meters.deployed(deployment, "superseded");
    return current(deployment)
        .flatMap(now ->
            clear(worklet, now)
                .then(
                    deployments.save(
                        now.with(edit -> {
                          edit.status = Status.SUPERSEDED;
                          edit.finishedAt = Instant.now();
                        })))
                .flatMap(saved -> transactions.in(tell(worklet, saved))));
  }

  /// The row as the last step left it.
  private Mono<Deployment> current(Deployment deployment) {
    return deployments.find(deployment.id()).defaultIfEmpty(deployment);
  }

  private Mono<Void> clear(Worklet worklet, Deployment deployment) {
    var version = new Version(worklet.id(), deployment.version());
    return engine.remove(version).then(Mono.defer(() -> engine.removeImage(version)));
  }

  private static Deployment failed(Deployment deployment, Fault fault) {
    var evidence = fault.evidence();
    return deployment.with(edit -> {
      edit.status = Status.FAILED;
      edit.cause = fault.getMessage();
      edit.remedy = fault.remedy();
      edit.evidence =
          evidence.length() > EVIDENCE
              ? evidence.substring(evidence.length() - EVIDENCE)
              : evidence;
      edit.finishedAt = Instant.now();
    });
  }

  private Mono<Void> note(Worklet worklet, Deployment failed, State state, Fault fault) {
    var id = worklet.id();
    boolean serving = state != State.FAILED;
    var become =
        serving
            ? worklets.become(id, state)
            : worklets.fail(id, state, fault.getMessage(), fault.remedy());
    return transactions.in(
        deployments
            .save(failed)
            .then(become)
            .then(
                announcements.tell(
                    id,
                    (seq, at) ->
                        new WorkletEvent.Failed(
                            id, seq, failed.id(), fault.getMessage(), fault.remedy(), serving, at)))
            .then(tell(worklet, failed)));
  }

  /// What the worklet is when the failed version is not counted.
  private Mono<State> stateWithout(Worklet worklet) {
    return worklets
        .find(worklet.id())
        .flatMap(now ->
            now.serving() == null ? Mono.<Deployment>empty() : deployments.find(now.serving()))
        .flatMap(serving -> engine.find(new Version(worklet.id(), serving.version())))
        .map(workload -> state(worklet, workload))
        .defaultIfEmpty(State.FAILED);
  }

  private static State state(Worklet worklet, @Nullable Workload workload) {
    if (workload == null) {
      return State.FAILED;
    }
    return switch (workload.state()) {
      case RUNNING -> State.RUNNING;
      case PAUSED -> State.PAUSED;
      case CREATED, EXITED -> worklet.desired() == Desired.RUNNING ? State.FAILED : State.STOPPED;
    };
  }

  private Mono<Void> tell(Worklet worklet, Deployment deployment) {
    return Flux.fromIterable(tasks).concatMap(task -> task.ended(worklet, deployment)).then();
  }
}
