package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Removes what a test left in the engine and in the packet filter.
public final class DockerCleanup {

  private DockerCleanup() {}

  /// What carries the installation's label, in words.
  public static List<String> remains(DockerClient docker, String installation) {
    var label = Map.of(Installation.INSTALLATION, installation);
    var all = new ArrayList<String>();
    docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(label)
        .exec()
        .forEach(each -> all.add("container " + each.getId()));
    docker
        .listImagesCmd()
        .withLabelFilter(Installation.INSTALLATION + "=" + installation)
        .exec()
        .forEach(each -> all.add("image " + each.getId()));
    docker
        .listNetworksCmd()
        .withFilter("label", List.of(Installation.INSTALLATION + "=" + installation))
        .exec()
        .stream()
        .filter(each -> !each.getName().endsWith(DockerNetworks.BUILDS))
        .forEach(each -> all.add("network " + each.getName()));
    return all;
  }

  public static void removeAll(DockerClient docker, String installation) {
    var label = Map.of(Installation.INSTALLATION, installation);
    for (Container container :
        docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec()) {
      quietly(() ->
          docker
              .removeContainerCmd(container.getId())
              .withForce(true)
              .withRemoveVolumes(true)
              .exec());
    }
    docker
        .listImagesCmd()
        .withLabelFilter(Installation.INSTALLATION + "=" + installation)
        .exec()
        .forEach(
            image -> quietly(() -> docker.removeImageCmd(image.getId()).withForce(true).exec()));
    docker
        .listNetworksCmd()
        .withFilter("label", List.of(Installation.INSTALLATION + "=" + installation))
        .exec()
        .forEach(network -> quietly(() -> docker.removeNetworkCmd(network.getId()).exec()));
    var run = DockerEngineTest.settings("flow.run", RunSettings.class, Map.of());
    new Fences(
            new Installation(installation, ""),
            run,
            new StoreSettings(URI.create("http://localhost:8083")))
        .drop()
        .block();
  }

  private static void quietly(Runnable removal) {
    try {
      removal.run();
    } catch (DockerException gone) {
      // somebody else removed it
    }
  }
}
