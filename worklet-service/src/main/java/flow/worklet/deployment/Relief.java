package flow.worklet.deployment;

import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Disk;
import flow.worklet.engine.Resource;
import flow.worklet.engine.Resource.Kind;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes room on a disk that fills: images that one could only go back to are removed, the oldest
/// first. What runs or is worked on stays.
final class Relief {

  private static final Logger LOG = LoggerFactory.getLogger(Relief.class);
  private static final int AT_ONCE = 4;

  private final ContainerEngine engine;
  private final Deployments deployments;
  private final BuildSettings settings;
  private final Mono<Disk> disk;

  /// @param disk tells how full the disk is
  Relief(ContainerEngine engine, Deployments deployments, BuildSettings settings, Mono<Disk> disk) {
    this.engine = engine;
    this.deployments = deployments;
    this.settings = settings;
    this.disk = disk;
  }

  private record Old(Resource image, Instant made) {}

  Mono<Void> relieve(List<Resource> resources) {
    return disk.filter(now -> now.usedPercent() >= settings.diskHigh())
        .flatMapMany(now -> old(resources))
        .concatMap(old -> isEnough().flatMap(enough -> enough ? Mono.empty() : remove(old)))
        .then();
  }

  private Mono<Boolean> isEnough() {
    return disk.map(now -> now.usedPercent() < settings.diskLow());
  }

  private Mono<Void> remove(Old old) {
    LOG.info("The disk is full: {} is removed", old.image().reference());
    return engine.remove(old.image());
  }

  private Flux<Old> old(List<Resource> resources) {
    return Flux.fromIterable(resources)
        .filter(resource -> resource.kind() == Kind.IMAGE && resource.version() != null)
        .flatMap(this::unless, AT_ONCE)
        .sort(Comparator.comparing(Old::made));
  }

  /// The image with its age, unless something needs it.
  private Mono<Old> unless(Resource image) {
    return deployments
        .of(Objects.requireNonNull(image.worklet()))
        .filter(each -> uses(each, image))
        .collectList()
        .filter(users ->
            !users.isEmpty()
                && users.stream().noneMatch(each -> each.isOpen() || each.status() == Status.LIVE))
        .map(users -> new Old(image, users.getFirst().createdAt()));
  }

  private static boolean uses(Deployment deployment, Resource image) {
    var version = image.version();
    return Objects.equals(deployment.imageVersion(), version)
        || (deployment.isOpen() && Objects.equals(deployment.version(), version));
  }
}
