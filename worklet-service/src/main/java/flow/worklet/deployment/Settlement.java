package flow.worklet.deployment;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.traffic.Routes;
import flow.worklet.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/// Lets what serves run, pause or stop, as it is wanted, and takes up what ended by itself.
final class Settlement {

  /// Crashes further apart than this do not count together.
  private static final Duration CRASHES_TOGETHER = Duration.ofMinutes(10);

  private final ContainerEngine engine;
  private final Launching launching;
  private final Failures failures;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final Transactions transactions;
  private final Routes routes;
  private final Traffic traffic;
  private final RunSettings settings;

  Settlement(
      ContainerEngine engine,
      Launching launching,
      Failures failures,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Routes routes,
      Traffic traffic,
      RunSettings settings) {
    this.engine = engine;
    this.launching = launching;
    this.failures = failures;
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.transactions = transactions;
    this.routes = routes;
    this.traffic = traffic;
    this.settings = settings;
  }

  Mono<Void> settle(Worklet worklet) {
    return serving(worklet)
        .flatMap(serving -> settle(worklet, serving).thenReturn(true))
        .switchIfEmpty(Mono.defer(() -> withoutVersion(worklet).thenReturn(true)))
        .then()
        .doFinally(_ -> routes.forget(worklet.id()));
  }

  private Mono<Deployment> serving(Worklet worklet) {
    return worklet.serving() == null ? Mono.empty() : deployments.find(worklet.serving());
  }

  /// Nothing was ever deployed: there is nothing to run.
  private Mono<Void> withoutVersion(Worklet worklet) {
    return switch (worklet.desired()) {
      case STOPPED ->
          worklet.state() == State.STOPPED
              ? Mono.empty()
              : become(worklet, State.STOPPED, stopped(worklet));
      case RUNNING, PAUSED, DELETED -> Mono.empty();
    };
  }

  private Mono<Void> settle(Worklet worklet, Deployment serving) {
    return switch (worklet.desired()) {
      case RUNNING -> run(worklet, serving);
      case PAUSED -> pause(worklet, serving);
      case STOPPED -> stop(worklet, serving);
      case DELETED -> Mono.empty();
    };
  }

  private Mono<Void> run(Worklet worklet, Deployment serving) {
    var version = new Version(worklet.id(), serving.version());
    return engine
        .find(version)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(found -> {
          if (found.isPresent() && found.get().isRunning()) {
            return answer(worklet, serving);
          }
          boolean slept =
              worklet.state() == State.PAUSED
                  || worklet.state() == State.STOPPED
                  || worklet.state() == State.FAILED;
          boolean frozen = found.isPresent() && found.get().state() == Workload.State.PAUSED;
          return slept || frozen ? wake(worklet, serving) : revive(worklet, serving, found);
        });
  }

  /// It runs; its address may have changed.
  private Mono<Void> answer(Worklet worklet, Deployment serving) {
    return launching
        .probe(worklet, serving)
        .flatMap(probed -> noteAddress(serving, probed))
        .then(
            Mono.defer(() ->
                worklet.state() == State.RUNNING
                    ? Mono.<Void>empty()
                    : become(worklet, State.RUNNING, resumed(worklet))))
        .onErrorResume(Fault.class, fault -> broke(worklet, serving, fault));
  }

  private Mono<Void> wake(Worklet worklet, Deployment serving) {
    return bringUp(worklet, serving).then(Mono.defer(() -> answer(worklet, serving)));
  }

  private Mono<Void> bringUp(Worklet worklet, Deployment serving) {
    var version = new Version(worklet.id(), serving.version());
    return engine
        .resume(version)
        .onErrorResume(
            EngineRefused.class, gone -> launching.run(worklet, serving).then(engine.find(version)))
        .then()
        .onErrorResume(
            EngineRefused.class,
            refused ->
                broke(
                    worklet,
                    serving,
                    new Fault("It cannot be started: " + refused.getMessage(), "Rebuild it.", "")));
  }

  /// It ended by itself. After a few times that is a fault, not an accident.
  private Mono<Void> revive(Worklet worklet, Deployment serving, Optional<Workload> found) {
    boolean recent = worklet.revivedAt().isAfter(Instant.now().minus(CRASHES_TOGETHER));
    int revivals = recent ? worklet.revivals() : 0;
    if (revivals < settings.restarts()) {
      return worklets
          .revived(worklet.id(), revivals + 1)
          .then(Mono.defer(() -> wake(worklet, serving)));
    }
    var version = new Version(worklet.id(), serving.version());
    return failures
        .explain(worklet, version, new Probe.Silent(found.orElse(null), null), 0)
        .flatMap(fault ->
            broke(
                worklet,
                serving,
                new Fault(
                    "It ended again and again. " + fault.getMessage(),
                    fault.remedy(),
                    fault.evidence())));
  }

  private Mono<Void> noteAddress(Deployment before, Deployment probed) {
    boolean same =
        Objects.equals(before.host(), probed.host())
            && Objects.equals(before.port(), probed.port());
    return same
        ? Mono.empty()
        : deployments
            .save(
                before.with(edit -> {
                  edit.host = probed.host();
                  edit.port = probed.port();
                }))
            .then();
  }

  private Mono<Void> pause(Worklet worklet, Deployment serving) {
    var version = new Version(worklet.id(), serving.version());
    if (traffic.underWay(version) > 0) {
      return worklets.wake(worklet.id()).then();
    }
    if (!engine.pauses()) {
      return stop(worklet, serving);
    }
    return engine
        .find(version)
        .filter(Workload::isRunning)
        .flatMap(_ ->
            become(
                    worklet,
                    State.PAUSED,
                    (seq, at) -> new WorkletEvent.Paused(worklet.id(), seq, at))
                .then(Mono.defer(() -> engine.pause(version)))
                .thenReturn(true))
        .switchIfEmpty(Mono.defer(() -> stop(worklet, serving).thenReturn(true)))
        .then();
  }

  private Mono<Void> stop(Worklet worklet, Deployment serving) {
    var version = new Version(worklet.id(), serving.version());
    return (worklet.state() == State.STOPPED
            ? Mono.<Void>empty()
            : become(worklet, State.STOPPED, stopped(worklet)))
        .then(Mono.defer(() -> engine.stop(version)));
  }

  private Mono<Void> broke(Worklet worklet, Deployment serving, Fault fault) {
    var id = worklet.id();
    return transactions.in(
        worklets
            .fail(id, State.FAILED, fault.getMessage(), fault.remedy())
            .then(deployments.save(serving.with(edit -> edit.evidence = fault.evidence())))
            .then(
                announcements.tell(
                    id,
                    (seq, at) ->
                        new WorkletEvent.Failed(
                            id,
                            seq,
                            serving.id(),
                            fault.getMessage(),
                            fault.remedy(),
                            false,
                            at))));
  }

  private static BiFunction<Long, Instant, WorkletEvent> resumed(Worklet worklet) {
    return (seq, at) -> new WorkletEvent.Resumed(worklet.id(), seq, at);
  }

  private static BiFunction<Long, Instant, WorkletEvent> stopped(Worklet worklet) {
    var reason =
        worklet.wakeable()
            ? "Nobody visited it for a while; the next visit starts it."
            : "Somebody stopped it.";
    return (seq, at) -> new WorkletEvent.Stopped(worklet.id(), seq, reason, at);
  }

  private Mono<Void> become(
      Worklet worklet, State state, BiFunction<Long, Instant, WorkletEvent> event) {
    return transactions
        .in(worklets.become(worklet.id(), state).then(announcements.tell(worklet.id(), event)))
        .doOnSuccess(_ -> routes.forget(worklet.id()));
  }
}
