package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.worklet.engine.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How much of the disk each worklet's images take, as it was last seen.
public final class DiskUse {

  private volatile Map<WorkletId, Long> bytes = Map.of();

  void note(List<Resource> resources) {
    bytes =
        resources.stream()
            .filter(resource -> resource.worklet() != null)
            .collect(
                Collectors.groupingBy(
                    resource -> Objects.requireNonNull(resource.worklet()),
                    Collectors.summingLong(Resource::bytes)));
  }

  public long of(WorkletId worklet) {
    return bytes.getOrDefault(worklet, 0L);
  }
}
