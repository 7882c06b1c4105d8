package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.BuildResponseItem;
import flow.worklet.build.BuildSettings;
import flow.worklet.build.Dockerfiles;
import flow.worklet.engine.BuildBroke;
import flow.worklet.engine.BuildOrder;
import flow.worklet.engine.Installation;
import flow.worklet.engine.Version;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Builds images with Docker's classic builder, the one that heeds limits. What it has no option
/// for, processors and processes, is limited container by container as the build makes them.
final class DockerBuilds {

  private static final Pattern STEP_CONTAINER =
      Pattern.compile("\\s*---> Running in ([0-9a-f]{12,64})\\s*");

  private final DockerCalls docker;
  private final DockerNetworks networks;
  private final Installation installation;
  private final BuildSettings settings;

  DockerBuilds(
      DockerCalls docker,
      DockerNetworks networks,
      Installation installation,
      BuildSettings settings) {
    this.docker = docker;
    this.networks = networks;
    this.installation = installation;
    this.settings = settings;
  }

  String image(Version version) {
    return "flow-%s/%s:v%d".formatted(installation.id(), version.worklet(), version.number());
  }

  Flux<String> build(BuildOrder order) {
    return Flux.usingWhen(
            Mono.fromCallable(() -> BuildContext.of(order, labelled(order)))
                .subscribeOn(Schedulers.boundedElastic()),
            context -> docker.streams().flatMapMany(client -> send(client, order, context)),
            context ->
                Mono.<Void>fromRunnable(context::delete).subscribeOn(Schedulers.boundedElastic()))
        .onErrorMap(problem -> problem instanceof BuildBroke ? problem : docker.translate(problem));
  }

  private String labelled(BuildOrder order) {
    var labels = new HashMap<>(installation.labels());
    labels.put(Installation.WORKLET, order.version().worklet().toString());
    return Dockerfiles.labelled(order.dockerfile(), labels);
  }

  private Flux<String> send(DockerClient client, BuildOrder order, BuildContext context) {
    long memory = settings.memory().toBytes();
    return Flux.using(
            () -> context.open(),
            (InputStream tar) ->
                DockerStream.<BuildResponseItem>of(callback ->
                    client
                        .buildImageCmd()
                        .withTarInputStream(tar)
                        .withDockerfilePath(BuildContext.DOCKERFILE)
                        .withTags(Set.of(image(order.version())))
                        .withLabels(
                            Map.of(Installation.VERSION, String.valueOf(order.version().number())))
                        .withMemory(memory)
                        .withMemswap(memory)
                        .withNetworkMode(networks.buildName())
                        .withRemove(true)
                        .withForcerm(true)
                        .withPull(false)
                        .exec(callback)),
            DockerBuilds::close)
        .concatMap(item ->
            item.isErrorIndicated() ? Mono.<String>error(new BuildBroke(error(item))) : text(item))
        .transform(Lines::of)
        .concatMapDelayError(this::limited);
  }

  private static Mono<String> text(BuildResponseItem item) {
    if (item.getStream() != null) {
      return Mono.just(item.getStream());
    }
    boolean pulling = item.getStatus() != null && item.getProgressDetail() == null;
    return pulling ? Mono.just(item.getStatus() + "\n") : Mono.empty();
  }

  private static String error(BuildResponseItem item) {
    var detail = item.getErrorDetail();
    return String.valueOf(detail == null ? "The build broke" : detail.getMessage());
  }

  private Mono<String> limited(String line) {
    var match = STEP_CONTAINER.matcher(line);
    if (!match.matches()) {
      return Mono.just(line);
    }
    return docker.call(client -> limit(client, match.group(1))).thenReturn(line);
  }

  private boolean limit(DockerClient client, String container) {
    try {
      var _ =
          client
              .updateContainerCmd(container)
              .withPidsLimit((long) settings.processes())
              .withCpuPeriod(100_000L)
              .withCpuQuota((long) (settings.cpus() * 100_000))
              .exec();
      return true;
    } catch (NotFoundException | ConflictException | NotModifiedException over) {
      return false; // the step was so short that it is done
    } catch (com.github.dockerjava.api.exception.InternalServerErrorException over) {
      return false; // it ended while it was being limited
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
