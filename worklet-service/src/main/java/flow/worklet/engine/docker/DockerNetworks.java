package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import flow.events.WorkletId;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The networks of worklets, one each, and the one of builds.
final class DockerNetworks {

  /// Distinguishes the network of builds among those without a worklet.
  static final String BUILDS = "builds";

  private final DockerCalls docker;
  private final Installation installation;
  private final RunSettings settings;
  private final Subnets subnets;

  DockerNetworks(DockerCalls docker, Installation installation, RunSettings settings) {
    this.docker = docker;
    this.installation = installation;
    this.settings = settings;
    this.subnets = Subnets.of(settings.pool());
  }

  String name(WorkletId worklet) {
    return "flow-%s-%s".formatted(installation.id(), worklet);
  }

  String buildName() {
    return "flow-%s-%s".formatted(installation.id(), BUILDS);
  }

  /// Makes the worklet's network if need be, and tells its gateway: this machine.
  Mono<String> open(WorkletId worklet) {
    var labels = new HashMap<>(installation.labels());
    labels.put(Installation.WORKLET, worklet.toString());
    return docker.call(client -> ensure(client, name(worklet), labels, false));
  }

  Mono<String> openForBuilds() {
    return docker.call(client -> ensure(client, buildName(), installation.labels(), true));
  }

  private String ensure(
      DockerClient client, String name, Map<String, String> labels, boolean builds) {
    return find(client, name).orElseGet(() -> make(client, name, labels, builds));
  }

  private static Optional<String> find(DockerClient client, String name) {
    try {
      return Optional.of(gateway(client.inspectNetworkCmd().withNetworkId(name).exec()));
    } catch (NotFoundException absent) {
      return Optional.empty();
    }
  }

  private static String gateway(Network network) {
    return network.getIpam().getConfig().stream()
        .map(Network.Ipam.Config::getGateway)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() ->
            new EngineRefused("The network %s has no gateway.".formatted(network.getName()), null));
  }

  /// Takes the first free place in the pool; another program may take it at the same moment, so the
  /// next is tried then.
  private String make(
      DockerClient client, String name, Map<String, String> labels, boolean builds) {
    var taken =
        client.listNetworksCmd().exec().stream()
            .map(Network::getIpam)
            .filter(ipam -> ipam != null && ipam.getConfig() != null)
            .flatMap(ipam -> ipam.getConfig().stream())
            .map(Network.Ipam.Config::getSubnet)
            .filter(Objects::nonNull)
            .toList();
    var first = Math.floorMod(name.hashCode(), subnets.count());
    for (var slot : subnets.free(taken, first).limit(50).toList()) {
      try {
        create(client, name, labels, slot, builds);
        return slot.gateway();
      } catch (ConflictException sameName) {
        return find(client, name).orElseThrow(() -> sameName);
      } catch (RuntimeException problem) {
        if (!String.valueOf(problem.getMessage()).contains("overlaps")) {
          throw problem;
        }
      }
    }
    throw Subnets.exhausted(settings.pool());
  }

  private void create(
      DockerClient client,
      String name,
      Map<String, String> labels,
      Subnets.Slot slot,
      boolean builds) {
    var device =
        builds ? Fence.buildDevice(installation) : Fence.device(installation, slot.number());
    var config = new Network.Ipam.Config().withSubnet(slot.subnet()).withGateway(slot.gateway());
    var _ =
        client
            .createNetworkCmd()
            .withName(name)
            .withDriver("bridge")
            .withCheckDuplicate(true)
            .withEnableIpv6(false)
            .withIpam(new Network.Ipam().withDriver("default").withConfig(config))
            .withOptions(Map.of("com.docker.network.bridge.name", device))
            .withLabels(labels)
            .exec();
  }

  /// Removes a network together with whatever still hangs on it.
  void remove(DockerClient client, String name) {
    try {
      var network = client.inspectNetworkCmd().withNetworkId(name).exec();
      network.getContainers().keySet().forEach(container -> detach(client, name, container));
      client.removeNetworkCmd(name).exec();
    } catch (NotFoundException gone) {
      // that is what was wanted
    }
  }

  private static void detach(DockerClient client, String network, String container) {
    var _ =
        client
            .disconnectFromNetworkCmd()
            .withNetworkId(network)
            .withContainerId(container)
            .withForce(true)
            .exec();
  }
}
