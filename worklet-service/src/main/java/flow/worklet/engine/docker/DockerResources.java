package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import flow.events.WorkletId;
import flow.worklet.engine.Installation;
import flow.worklet.engine.Resource;
import flow.worklet.engine.Resource.Kind;
import flow.worklet.engine.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything in Docker that carries the labels of this installation, or of what was in its data
/// folder before.
final class DockerResources {

  private final Installation installation;

  DockerResources(Installation installation) {
    this.installation = installation;
  }

  List<Resource> all(DockerClient client) {
    var all = new ArrayList<Resource>();
    var home = Installation.HOME + "=" + installation.home();
    for (var container :
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(home)).exec()) {
      add(
          all,
          Kind.CONTAINER,
          container.getId(),
          container.getLabels(),
          state(container.getState()),
          0);
    }
    for (var image : client.listImagesCmd().withLabelFilter(home).exec()) {
      var tags = image.getRepoTags();
      long bytes = image.getSize() == null ? 0 : image.getSize();
      boolean named = tags != null && tags.length > 0 && !tags[0].startsWith("<none>");
      if (named) {
        List.of(tags).forEach(tag -> add(all, Kind.IMAGE, tag, image.getLabels(), null, bytes));
      } else {
        add(all, Kind.LAYER, image.getId(), image.getLabels(), null, bytes);
      }
    }
    for (var network : client.listNetworksCmd().withFilter("label", List.of(home)).exec()) {
      add(all, Kind.NETWORK, network.getName(), network.getLabels(), null, 0);
    }
    return all;
  }

  private void add(
      List<Resource> all,
      Kind kind,
      String reference,
      @Nullable Map<String, String> labels,
      Workload.@Nullable State state,
      long bytes) {
    if (labels == null || !labels.containsKey(Installation.INSTALLATION)) {
      return;
    }
    boolean stale = !installation.id().equals(labels.get(Installation.INSTALLATION));
    all.add(new Resource(kind, reference, worklet(labels), version(labels), state, stale, bytes));
  }

  private static Workload.State state(String name) {
    return switch (name) {
      case "running" -> Workload.State.RUNNING;
      case "paused" -> Workload.State.PAUSED;
      case "created" -> Workload.State.CREATED;
      default -> Workload.State.EXITED;
    };
  }

  void removeImage(DockerClient client, String reference) {
    try {
      client.removeImageCmd(reference).withForce(false).exec();
    } catch (NotFoundException gone) {
      // that is what was wanted
    } catch (ConflictException used) {
      // a container still needs it: the next look removes it
    }
  }

  private static @Nullable WorkletId worklet(Map<String, String> labels) {
    var text = labels.get(Installation.WORKLET);
    return text == null ? null : WorkletId.of(text);
  }

  private static @Nullable Integer version(Map<String, String> labels) {
    var text = labels.get(Installation.VERSION);
    return text == null || !text.matches("\\d{1,9}") ? null : Integer.valueOf(text);
  }
}
