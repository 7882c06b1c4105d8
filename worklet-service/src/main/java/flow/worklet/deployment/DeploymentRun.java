package flow.worklet.deployment;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.platform.settings.FlowSettings;
import flow.worklet.engine.EngineUnreachable;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.PreviewSettings;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.traffic.Routes;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/// Works on one deployment, step by step. Each step's result is stored before the next begins, so
/// that after a crash the work goes on where it was.
final class DeploymentRun {

  private static final int MOST_ATTEMPTS = 5;

  private final Preparation preparation;
  private final Building building;
  private final Launching launching;
  private final Retirement retirement;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final Transactions transactions;
  private final Routes routes;
  private final PreviewSettings preview;
  private final FlowSettings flow;
  private final Checkpoint checkpoint;

  DeploymentRun(
      Preparation preparation,
      Building building,
      Launching launching,
      Retirement retirement,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Routes routes,
      PreviewSettings preview,
      FlowSettings flow,
      Checkpoint checkpoint) {
    this.preparation = preparation;
    this.building = building;
    this.launching = launching;
    this.retirement = retirement;
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.transactions = transactions;
    this.routes = routes;
    this.preview = preview;
    this.flow = flow;
    this.checkpoint = checkpoint;
  }

  /// Brings the deployment to its end. Fails with [Fault] when it cannot be brought there.
  Mono<Deployment> run(Worklet worklet, Deployment deployment) {
    return begin(worklet, deployment)
        .flatMap(begun -> go(worklet, begun))
        .onErrorResume(EngineUnreachable.class, away -> uncount(deployment, away));
  }

  /// That the engine is away says nothing about the deployment.
  private Mono<Deployment> uncount(Deployment deployment, EngineUnreachable away) {
    return deployments
        .find(deployment.id())
        .flatMap(now ->
            deployments.save(now.with(edit -> edit.attempts = Math.max(0, now.attempts() - 1))))
        .then(Mono.error(away));
  }

  private Mono<Deployment> go(Worklet worklet, Deployment deployment) {
    if (deployment.step() == Step.DONE) {
      return Mono.just(deployment);
    }
    return Mono.defer(
            () -> {
              checkpoint.reached(deployment.step(), false);
              return perform(worklet, deployment);
            })
        .doOnNext(_ -> checkpoint.reached(deployment.step(), true))
        .flatMap(next -> note(worklet, deployment, next))
        .flatMap(next -> go(worklet, next));
  }

  private Mono<Deployment> perform(Worklet worklet, Deployment deployment) {
    return switch (deployment.step()) {
      case CLONE -> preparation.fetch(worklet, deployment);
      case PLAN -> preparation.plan(worklet, deployment);
      case BUILD -> building.build(worklet, deployment);
      case START -> launching.start(worklet, deployment);
      case PROBE -> launching.probe(worklet, deployment);
      case SWITCH ->
          Mono.just(
              deployment.with(edit -> {
                edit.step = Step.RETIRE;
                edit.status = Status.LIVE;
              }));
      case RETIRE -> retirement.retire(worklet, deployment);
      case DONE -> Mono.just(deployment);
    };
  }

  private Mono<Deployment> begin(Worklet worklet, Deployment deployment) {
    if (deployment.attempts() >= MOST_ATTEMPTS) {
      return Mono.error(
          new Fault(
              "The deployment was begun %d times and never came to its end."
                  .formatted(MOST_ATTEMPTS),
              "Try again.",
              ""));
    }
    if (deployment.status() == Status.LIVE) {
      return Mono.just(deployment);
    }
    boolean first = deployment.status() == Status.QUEUED;
    var begun =
        deployment.with(edit -> {
          edit.status = Status.RUNNING;
          edit.attempts++;
          edit.startedAt = edit.startedAt == null ? Instant.now() : edit.startedAt;
        });
    var id = worklet.id();
    var told =
        first && deployment.needsBuild()
            ? announcements.tell(
                id, (seq, at) -> new WorkletEvent.BuildStarted(id, seq, deployment.id(), at))
            : Mono.<Void>empty();
    return transactions.in(
        deployments
            .save(begun)
            .flatMap(saved -> worklets.become(id, state(saved)).then(told).thenReturn(saved)));
  }

  private static State state(Deployment deployment) {
    return deployment.needsBuild() ? State.BUILDING : State.DEPLOYING;
  }

  /// Stores what a step did together with what is told of it.
  private Mono<Deployment> note(Worklet worklet, Deployment before, Deployment after) {
    var stored = deployments.save(after);
    return switch (after.step()) {
      case START ->
          transactions.in(stored.flatMap(saved -> built(worklet, before, saved).thenReturn(saved)));
      case RETIRE ->
          transactions
              .in(stored.flatMap(saved -> switched(worklet, saved).thenReturn(saved)))
              .doOnNext(_ -> routes.forget(worklet.id()));
      case CLONE, PLAN, BUILD, PROBE, SWITCH, DONE -> stored;
    };
  }

  private Mono<Void> built(Worklet worklet, Deployment before, Deployment saved) {
    var id = worklet.id();
    var told =
        before.needsBuild()
            ? announcements.tell(
                id,
                (seq, at) ->
                    new WorkletEvent.BuildFinished(
                        id,
                        seq,
                        saved.id(),
                        Objects.requireNonNullElse(saved.stack(), "dockerfile"),
                        saved.commit(),
                        at))
            : Mono.<Void>empty();
    return worklets.become(id, State.DEPLOYING).then(told);
  }

  private Mono<Void> switched(Worklet worklet, Deployment saved) {
    var id = worklet.id();
    var url = preview.url(flow, worklet.slug());
    return deployments
        .retireOthers(saved)
        .then(worklets.serve(id, saved.id()))
        .then(worklets.become(id, State.RUNNING))
        .then(
            announcements.tell(
                id,
                (seq, at) -> new WorkletEvent.Live(id, seq, saved.id(), saved.version(), url, at)));
  }
}
