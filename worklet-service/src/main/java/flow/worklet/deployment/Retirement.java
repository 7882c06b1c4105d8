package flow.worklet.deployment;

import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Resource;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.traffic.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What happens to versions that no longer serve: their requests may end, then they are removed;
/// their images are kept as long as one can go back to them.
final class Retirement {

  private final ContainerEngine engine;
  private final Deployments deployments;
  private final Traffic traffic;
  private final RunSettings run;
  private final BuildSettings build;

  Retirement(
      ContainerEngine engine,
      Deployments deployments,
      Traffic traffic,
      RunSettings run,
      BuildSettings build) {
    this.engine = engine;
    this.deployments = deployments;
    this.traffic = traffic;
    this.run = run;
    this.build = build;
  }

  Mono<Deployment> retire(Worklet worklet, Deployment live) {
    return resources(worklet)
        .filter(resource -> resource.kind() == Resource.Kind.CONTAINER)
        .filter(resource -> !Objects.equals(resource.version(), live.version()))
        .flatMap(resource -> retire(worklet, resource), 10)
        .then(Mono.defer(() -> prune(worklet)))
        .thenReturn(
            live.with(edit -> {
              edit.step = Step.DONE;
              edit.finishedAt = Instant.now();
            }));
  }

  private Mono<Void> retire(Worklet worklet, Resource container) {
    if (container.version() == null) {
      return engine.remove(container);
    }
    var old = new Version(worklet.id(), container.version());
    return traffic
        .drained(old, run.drain())
        .then(Mono.defer(() -> engine.stop(old)))
        .then(Mono.defer(() -> engine.remove(container)));
  }

  /// Removes images that nobody can go back to, and what broken builds left.
  Mono<Void> prune(Worklet worklet) {
    return deployments
        .of(worklet.id())
        .collectList()
        .map(all -> kept(all, build.imagesKept()))
        .flatMapMany(kept ->
            resources(worklet)
                .filter(resource ->
                    switch (resource.kind()) {
                      case IMAGE ->
                          resource.version() == null || !kept.contains(resource.version());
                      case LAYER -> true;
                      case CONTAINER, NETWORK -> false;
                    }))
        .concatMap(engine::remove)
        .then();
  }

  /// The versions whose images are kept: those that served last, and what is being worked on.
  static Set<Integer> kept(List<Deployment> newestFirst, int most) {
    var served =
        newestFirst.stream()
            .filter(each -> each.status() == Status.LIVE || each.status() == Status.RETIRED)
            .map(Deployment::imageVersion)
            .filter(Objects::nonNull)
            .distinct()
            .limit(most);
    var worked =
        newestFirst.stream()
            .filter(Deployment::isOpen)
            .flatMap(each ->
                each.imageVersion() == null
                    ? Stream.of(each.version())
                    : Stream.of(each.version(), each.imageVersion()));
    return Stream.concat(served, worked).collect(Collectors.toCollection(TreeSet::new));
  }

  private Flux<Resource> resources(Worklet worklet) {
    return engine
        .resources()
        .filter(resource -> worklet.id().equals(resource.worklet()) && !resource.stale());
  }
}
