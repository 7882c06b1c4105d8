package flow.worklet.engine.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Frame;
import flow.events.WorkletId;
import flow.worklet.engine.BuildOrder;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Disk;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.Installation;
import flow.worklet.engine.Launch;
import flow.worklet.engine.Listener;
import flow.worklet.engine.Resource;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A single Docker engine.
final class DockerEngine implements ContainerEngine {

  private final DockerCalls docker;
  private final DockerNetworks networks;
  private final DockerContainers containers;
  private final DockerBuilds builds;
  private final DockerResources resources;
  private final Fences fences;
  private final Installation installation;

  DockerEngine(
      DockerCalls docker,
      DockerNetworks networks,
      DockerContainers containers,
      DockerBuilds builds,
      Fences fences,
      Installation installation) {
    this.docker = docker;
    this.networks = networks;
    this.containers = containers;
    this.builds = builds;
    this.resources = new DockerResources(installation);
    this.fences = fences;
    this.installation = installation;
  }

  @Override
  public Mono<String> describe() {
    return docker.call(client -> "Docker " + client.versionCmd().exec().getVersion());
  }

  @Override
  public boolean pauses() {
    return true;
  }

  @Override
  public Mono<Void> fence() {
    return fences.put().then(Mono.defer(networks::openForBuilds)).then();
  }

  @Override
  public Flux<String> build(BuildOrder order) {
    return fences.demand().then(networks.openForBuilds()).thenMany(builds.build(order));
  }

  @Override
  public String image(Version version) {
    return builds.image(version);
  }

  @Override
  public Mono<Boolean> hasImage(Version version) {
    return docker
        .call(client -> client.inspectImageCmd(image(version)).exec() != null)
        .onErrorResume(NotFoundException.class, absent -> Mono.just(false));
  }

  @Override
  public Mono<Void> removeImage(Version version) {
    return docker.run(client -> {
      resources.removeImage(client, image(version));
      return null;
    });
  }

  @Override
  public Mono<String> connect(WorkletId worklet) {
    return networks.open(worklet);
  }

  @Override
  public Mono<Workload> start(Launch launch) {
    return fences
        .demand()
        .then(Mono.defer(() -> containers.start(launch)))
        .onErrorMap(
            NotFoundException.class,
            absent -> new EngineRefused("Docker says: " + absent.getMessage(), absent));
  }

  @Override
  public Mono<Workload> find(Version version) {
    return containers.find(version);
  }

  @Override
  public Mono<Void> pause(Version version) {
    return containers.pause(version);
  }

  @Override
  public Mono<Workload> resume(Version version) {
    return containers
        .find(version)
        .flatMap(
            found -> found.state() == Workload.State.PAUSED ? Mono.<Void>empty() : fences.demand())
        .then(Mono.defer(() -> containers.resume(version)))
        .onErrorMap(
            NotFoundException.class, absent -> new EngineRefused("The container is gone.", absent));
  }

  @Override
  public Mono<Void> stop(Version version) {
    return containers.stop(version).onErrorComplete(NotFoundException.class);
  }

  @Override
  public Mono<Void> remove(Version version) {
    return containers.remove(containers.name(version));
  }

  @Override
  public Mono<List<Listener>> listeners(Version version) {
    return docker
        .call(client -> Listeners.of(client.inspectContainerCmd(containers.name(version)).exec()))
        .onErrorReturn(NotFoundException.class, List.of());
  }

  @Override
  public Flux<String> logs(Version version, int lines, boolean follow) {
    return docker
        .streams()
        .flatMapMany(client ->
            DockerStream.<Frame>of(callback ->
                client
                    .logContainerCmd(containers.name(version))
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .withFollowStream(follow)
                    .exec(callback)))
        .map(frame -> new String(frame.getPayload(), StandardCharsets.UTF_8))
        .transform(Lines::of)
        .onErrorResume(NotFoundException.class, gone -> Flux.empty())
        .onErrorMap(docker::translate);
  }

  @Override
  public Mono<Disk> disk() {
    return docker
        .call(client -> String.valueOf(client.infoCmd().exec().getDockerRootDir()))
        .map(Path::of)
        .filter(Files::isDirectory)
        .flatMap(folder -> Mono.fromCallable(() -> disk(folder)));
  }

  private static Disk disk(Path folder) throws IOException {
    var store = Files.getFileStore(folder);
    long used = store.getTotalSpace() - store.getUnallocatedSpace();
    return new Disk(used + store.getUsableSpace(), store.getUsableSpace());
  }

  @Override
  public Flux<Resource> resources() {
    return docker.call(resources::all).flatMapIterable(all -> all);
  }

  @Override
  public Mono<Void> remove(Resource resource) {
    return switch (resource.kind()) {
      case CONTAINER -> containers.remove(resource.reference());
      case NETWORK ->
          docker.run(client -> {
            networks.remove(client, resource.reference());
            return null;
          });
      case IMAGE, LAYER ->
          docker.run(client -> {
            resources.removeImage(client, resource.reference());
            return null;
          });
    };
  }

  @Override
  public Flux<WorkletId> changes() {
    return docker
        .streams()
        .flatMapMany(client ->
            DockerStream.<Event>of(callback ->
                client
                    .eventsCmd()
                    .withLabelFilter(Map.of(Installation.INSTALLATION, installation.id()))
                    .withEventFilter("die", "oom", "start", "destroy")
                    .exec(callback)))
        .mapNotNull(event -> event.getActor() == null ? null : event.getActor().getAttributes())
        .mapNotNull(attributes -> attributes.get(Installation.WORKLET))
        .map(WorkletId::of)
        .onErrorMap(docker::translate);
  }
}
