package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.Resource;
import flow.worklet.engine.Resource.Kind;
import flow.worklet.engine.Workload;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Wishes;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Compares what the engine has with what the database says: what nobody owns is removed, and
/// worklets that are not as they should be are attended to. What is right is not touched.
final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final ContainerEngine engine;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Wishes wishes;
  private final BuildSettings settings;
  private final Relief relief;
  private final DiskUse use;

  Sweep(
      ContainerEngine engine,
      Worklets worklets,
      Deployments deployments,
      Wishes wishes,
      BuildSettings settings,
      Relief relief,
      DiskUse use) {
    this.engine = engine;
    this.worklets = worklets;
    this.deployments = deployments;
    this.wishes = wishes;
    this.settings = settings;
    this.relief = relief;
    this.use = use;
  }

  /// The engine is looked at before the database: what is made meanwhile is not seen, and so not
  /// removed.
  Mono<Void> once() {
    return engine
        .fence()
        .then(Mono.defer(() -> engine.resources().collectList()))
        .doOnNext(use::note)
        .flatMap(resources ->
            worklets
                .all()
                .collectList()
                .flatMap(rows -> compare(resources, rows))
                .then(Mono.defer(() -> relief.relieve(resources))));
  }

  private Mono<Void> compare(List<Resource> resources, List<Worklet> rows) {
    Map<WorkletId, List<Resource>> owned =
        resources.stream()
            .filter(resource -> resource.worklet() != null && !resource.stale())
            .collect(Collectors.groupingBy(resource -> Objects.requireNonNull(resource.worklet())));
    var known = rows.stream().map(Worklet::id).collect(Collectors.toCollection(HashSet::new));
    var ownerless =
        resources.stream()
            .filter(resource ->
                resource.stale()
                    || (resource.worklet() != null && !known.contains(resource.worklet())))
            .sorted((a, b) -> Integer.compare(order(a), order(b)))
            .toList();
    return Flux.fromIterable(ownerless)
        .concatMap(this::remove)
        .thenMany(Flux.fromIterable(rows))
        .filter(Worklet::isSettled)
        .flatMap(worklet -> compare(worklet, owned.getOrDefault(worklet.id(), List.of())), 4)
        .then();
  }

  /// Containers before what they use.
  private static int order(Resource resource) {
    return resource.kind() == Kind.CONTAINER ? 0 : 1;
  }

  private Mono<Void> compare(Worklet worklet, List<Resource> owned) {
    return deployments
        .of(worklet.id())
        .collectList()
        .flatMap(all -> {
          var serving =
              all.stream()
                  .filter(each -> each.id().equals(worklet.serving()))
                  .findFirst()
                  .orElse(null);
          var kept = Retirement.kept(all, settings.imagesKept());
          var superfluous =
              owned.stream().filter(resource -> !isWanted(resource, serving, kept)).toList();
          return Flux.fromIterable(superfluous)
              .concatMap(this::remove)
              .then(
                  Mono.defer(
                      () -> isRight(worklet, serving, owned) ? Mono.empty() : attend(worklet)));
        });
  }

  private static boolean isWanted(
      Resource resource, @Nullable Deployment serving, Set<Integer> kept) {
    return switch (resource.kind()) {
      case NETWORK -> true;
      case CONTAINER -> serving != null && Objects.equals(resource.version(), serving.version());
      case IMAGE -> resource.version() != null && kept.contains(resource.version());
      case LAYER -> serving == null || serving.finishedAt() == null;
    };
  }

  private static boolean isRight(
      Worklet worklet, @Nullable Deployment serving, List<Resource> owned) {
    if (serving == null) {
      return true;
    }
    var state =
        owned.stream()
            .filter(resource ->
                resource.kind() == Kind.CONTAINER
                    && Objects.equals(resource.version(), serving.version()))
            .map(Resource::state)
            .findFirst()
            .orElse(null);
    return switch (worklet.state()) {
      case RUNNING -> state == Workload.State.RUNNING;
      case PAUSED -> state == Workload.State.PAUSED;
      case STOPPED -> state != Workload.State.RUNNING && state != Workload.State.PAUSED;
      case CREATING, BUILDING, DEPLOYING, FAILED, DELETED -> true;
    };
  }

  private Mono<Void> attend(Worklet worklet) {
    LOG.info("Worklet {} is not as it should be and is attended to", worklet.id());
    return worklets.touch(worklet.id()).doOnSuccess(_ -> wishes.ring(worklet.id()));
  }

  private Mono<Void> remove(Resource resource) {
    LOG.info("Nobody owns {}: it is removed", resource);
    return engine
        .remove(resource)
        .onErrorResume(
            EngineRefused.class,
            refused -> {
              LOG.warn("{} cannot be removed: {}", resource, refused.getMessage());
              return Mono.empty();
            });
  }
}
