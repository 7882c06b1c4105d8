package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import flow.events.WorkletId;
import flow.worklet.engine.Installation;
import flow.worklet.engine.Launch;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// The containers of worklets, one a version.
final class DockerContainers {

  /// Docker notes late that it paused a container, and may then take one that runs for paused.
  private static final Retry IN_BETWEEN =
      Retry.backoff(8, Duration.ofMillis(50))
          .filter(ConflictException.class::isInstance)
          .onRetryExhaustedThrow((_, signal) -> signal.failure());

  private final DockerCalls docker;
  private final DockerNetworks networks;
  private final Installation installation;
  private final Hardening hardening;
  private final RunSettings settings;

  DockerContainers(
      DockerCalls docker,
      DockerNetworks networks,
      Installation installation,
      Hardening hardening,
      RunSettings settings) {
    this.docker = docker;
    this.networks = networks;
    this.installation = installation;
    this.hardening = hardening;
    this.settings = settings;
  }

  String name(Version version) {
    return "flow-%s-%s".formatted(installation.id(), version);
  }

  Mono<Workload> find(Version version) {
    return docker.call(client -> inspect(client, version)).flatMap(Mono::justOrEmpty);
  }

  /// Makes the container if need be, and runs it.
  Mono<Workload> start(Launch launch) {
    return docker
        .call(client -> {
          if (inspect(client, launch.version()).isEmpty()) {
            create(client, launch);
          }
          run(client, launch.version());
          return inspect(client, launch.version());
        })
        .retryWhen(IN_BETWEEN)
        .flatMap(Mono::justOrEmpty);
  }

  Mono<Void> pause(Version version) {
    return docker.run(client -> {
      quietly(version, id -> client.pauseContainerCmd(id).exec());
      return null;
    });
  }

  Mono<Workload> resume(Version version) {
    return docker
        .call(client -> {
          run(client, version);
          return inspect(client, version);
        })
        .retryWhen(IN_BETWEEN)
        .flatMap(Mono::justOrEmpty);
  }

  Mono<Void> stop(Version version) {
    int grace = (int) settings.grace().toSeconds();
    return docker.run(client -> {
      quietly(version, id -> client.unpauseContainerCmd(id).exec());
      quietly(version, id -> client.stopContainerCmd(id).withTimeout(grace).exec());
      return null;
    });
  }

  Mono<Void> remove(String container) {
    return docker.run(client -> {
      try {
        client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
      } catch (NotFoundException gone) {
        // that is what was wanted
      }
      return null;
    });
  }

  private void run(DockerClient client, Version version) {
    quietly(version, id -> client.unpauseContainerCmd(id).exec());
    try {
      client.startContainerCmd(name(version)).exec();
    } catch (NotModifiedException runs) {
      // that is what was wanted
    }
  }

  /// Does something to a container that may be in that state already.
  private void quietly(Version version, Consumer<String> action) {
    try {
      action.accept(name(version));
    } catch (NotModifiedException | ConflictException already) {
      // it is as wanted
    } catch (com.github.dockerjava.api.exception.InternalServerErrorException problem) {
      if (!String.valueOf(problem.getMessage()).contains("is not paused")) {
        throw problem;
      }
    }
  }

  private void create(DockerClient client, Launch launch) {
    var version = launch.version();
    var labels = new HashMap<>(installation.labels());
    labels.put(Installation.WORKLET, version.worklet().toString());
    labels.put(Installation.VERSION, String.valueOf(version.number()));
    var image = client.inspectImageCmd(launch.image()).exec();
    var command =
        client
            .createContainerCmd(launch.image())
            .withName(name(version))
            .withLabels(labels)
            .withUser(hardening.user(image))
            .withEnv(
                launch.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .withHealthcheck(Hardening.noHealthCheck())
            .withHostConfig(
                hardening.of(image, networks.name(version.worklet()), runtimes(client)));
    if (!launch.command().isEmpty()) {
      command.withEntrypoint(launch.command()).withCmd();
    }
    var _ = command.exec();
  }

  private Set<String> runtimes(DockerClient client) {
    if (!settings.gvisor()) {
      return Set.of();
    }
    var runtimes = client.infoCmd().exec().getRuntimes();
    return runtimes == null ? Set.of() : runtimes.keySet();
  }

  private Optional<Workload> inspect(DockerClient client, Version version) {
    try {
      return Optional.of(workload(version, client.inspectContainerCmd(name(version)).exec()));
    } catch (NotFoundException absent) {
      return Optional.empty();
    }
  }

  private Workload workload(Version version, InspectContainerResponse container) {
    var state = container.getState();
    var exit = state.getExitCodeLong();
    return new Workload(
        version,
        state(state),
        host(container, version.worklet()),
        exit == null ? 0 : exit.intValue(),
        Boolean.TRUE.equals(state.getOOMKilled()),
        container.getRestartCount() == null ? 0 : container.getRestartCount());
  }

  private static Workload.State state(InspectContainerResponse.ContainerState state) {
    if (Boolean.TRUE.equals(state.getPaused())) {
      return Workload.State.PAUSED;
    }
    if (Boolean.TRUE.equals(state.getRunning()) && !Boolean.TRUE.equals(state.getRestarting())) {
      return Workload.State.RUNNING;
    }
    return "created".equals(state.getStatus()) ? Workload.State.CREATED : Workload.State.EXITED;
  }

  private @Nullable String host(InspectContainerResponse container, WorkletId worklet) {
    var network = container.getNetworkSettings().getNetworks().get(networks.name(worklet));
    return Optional.ofNullable(network)
        .map(ContainerNetwork::getIpAddress)
        .filter(address -> !address.isBlank())
        .orElse(null);
  }
}
