package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.traffic.Routes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Wakes worklets that rest, once for all requests that wait for one.
public final class Waking {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Worklets worklets;
  private final Deployments deployments;
  private final ContainerEngine engine;
  private final Conductor conductor;
  private final Routes routes;
  private final Map<WorkletId, Mono<Void>> waking = new ConcurrentHashMap<>();

  Waking(
      Worklets worklets,
      Deployments deployments,
      ContainerEngine engine,
      Conductor conductor,
      Routes routes) {
    this.worklets = worklets;
    this.deployments = deployments;
    this.engine = engine;
    this.conductor = conductor;
    this.routes = routes;
  }

  /// Completes when the worklet runs, or will not. The waking goes on when nobody waits any more.
  public Mono<Void> wake(WorkletId worklet) {
    return Mono.defer(() ->
        waking.computeIfAbsent(worklet, id -> begin(id).doFinally(_ -> waking.remove(id)).cache()));
  }

  private Mono<Void> begin(WorkletId worklet) {
    return worklets
        .wake(worklet)
        .filter(may -> may)
        .flatMap(_ -> conductor.attend(worklet))
        .flatMap(attended -> attended ? Mono.<Void>empty() : whileWorkedOn(worklet))
        .doFinally(_ -> routes.forget(worklet));
  }

  /// Somebody works on it: a version that is only frozen answers meanwhile.
  private Mono<Void> whileWorkedOn(WorkletId worklet) {
    return worklets
        .find(worklet)
        .flatMap(this::thaw)
        .thenMany(Flux.interval(LOOK).onBackpressureDrop().concatMap(_ -> worklets.find(worklet)))
        .takeUntil(
            now -> now.state() == State.RUNNING || now.state() == State.FAILED || now.isSettled())
        .take(LONGEST)
        .then();
  }

  private Mono<Void> thaw(Worklet worklet) {
    return worklet.serving() == null || worklet.state() == State.STOPPED
        ? Mono.empty()
        : deployments
            .find(worklet.serving())
            .flatMap(serving -> engine.find(new Version(worklet.id(), serving.version())))
            .filter(workload -> workload.state() == flow.worklet.engine.Workload.State.PAUSED)
            .flatMap(workload -> engine.resume(workload.version()))
            .then();
  }
}
