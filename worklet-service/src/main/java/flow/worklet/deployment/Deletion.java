package flow.worklet.deployment;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Resource.Kind;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.source.Sources;
import flow.worklet.traffic.Routes;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Removes a worklet whole, from whatever state it is in.
final class Deletion {

  private final ContainerEngine engine;
  private final Sources sources;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final Transactions transactions;
  private final Routes routes;
  private final List<Task> tasks;

  Deletion(
      ContainerEngine engine,
      Sources sources,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Routes routes,
      List<Task> tasks) {
    this.engine = engine;
    this.sources = sources;
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.transactions = transactions;
    this.routes = routes;
    this.tasks = tasks;
  }

  Mono<Void> delete(Worklet worklet) {
    return removeAll(worklet)
        .then(Mono.defer(() -> sources.forget(worklet.id())))
        .then(Mono.defer(() -> transactions.in(note(worklet))))
        .doOnSuccess(_ -> routes.forget(worklet.id()));
  }

  /// Containers first: nothing else can go while they use it.
  private Mono<Void> removeAll(Worklet worklet) {
    return engine
        .resources()
        .filter(resource -> worklet.id().equals(resource.worklet()))
        .collectList()
        .flatMap(all ->
            Flux.just(Kind.CONTAINER, Kind.IMAGE, Kind.LAYER, Kind.NETWORK)
                .concatMap(kind ->
                    Flux.fromIterable(all)
                        .filter(resource -> resource.kind() == kind)
                        .concatMap(engine::remove))
                .then());
  }

  private Mono<Void> note(Worklet worklet) {
    var id = worklet.id();
    return deployments
        .change(id, Status.QUEUED, Status.SUPERSEDED)
        .then(deployments.change(id, Status.RUNNING, Status.SUPERSEDED))
        .then(deployments.change(id, Status.LIVE, Status.RETIRED))
        .then(Flux.fromIterable(tasks).concatMap(task -> task.deleted(worklet)).then())
        .then(worklets.bury(id))
        .then(
            announcements.tell(
                id,
                (seq, at) ->
                    new WorkletEvent.Deleted(
                        id,
                        seq,
                        Objects.requireNonNullElse(worklet.deletedBy(), worklet.createdBy()),
                        at)));
  }
}
