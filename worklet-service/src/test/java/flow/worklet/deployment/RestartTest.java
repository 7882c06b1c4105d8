package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.WorkletId;
import flow.testing.LocalPostgres;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Launch;
import flow.worklet.engine.Version;
import flow.worklet.testing.Copies;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {

  static final int WORKLETS = 100;
  static final int RUNNING = 5;

  @Test
  void touchesNothingThatIsAsItShouldBe(@TempDir Path data) {
    var _ = LocalDocker.demand();
    var dsn = LocalPostgres.fresh();
    try (var first = Service.startOn(dsn, data)) {
      var original = first.createRunning(first.site("one-of-many", "hello"));
      var engine = first.context().getBean(ContainerEngine.class);
      first.context().close(); // it would remove what nobody owns yet
      restart(dsn, data, first, copies(dsn, engine, original));
    }
  }

  /// Multiplies a worklet; tells those that run.
  static List<WorkletId> copies(String dsn, ContainerEngine engine, WorkletId original) {
    var running = new ArrayList<>(List.of(original));
    for (int i = 1; i < WORKLETS; i++) {
      var copy = WorkletId.random();
      boolean runs = i < RUNNING;
      Copies.note(dsn, original, copy, runs ? start(engine, original, copy) : null);
      if (runs) {
        running.add(copy);
      }
    }
    return running;
  }

  static void restart(String dsn, Path data, Service first, List<WorkletId> running) {
    var before = starts(first, running);
    try (var second = Service.startOn(dsn, data)) {
      assertThat(second.get("/api/worklets")).hasSize(WORKLETS);
      assertThat(starts(second, running)).isEqualTo(before).hasSize(RUNNING);
      assertThat(states(second))
          .isEqualTo(Map.of("RUNNING", RUNNING, "STOPPED", WORKLETS - RUNNING));
      assertThat(second.see(running.getLast())).isEqualTo("hello");
    }
  }

  static String start(ContainerEngine engine, WorkletId original, WorkletId copy) {
    var launch =
        new Launch(
            new Version(copy, 1),
            engine.image(new Version(original, 1)),
            List.of(),
            Map.of("PORT", "8080"));
    return engine
        .connect(copy)
        .then(engine.start(launch))
        .mapNotNull(workload -> workload.host())
        .blockOptional(Service.A_WHILE)
        .orElseThrow();
  }

  /// When the containers were started, of those that there are.
  static Map<String, String> starts(Service service, List<WorkletId> worklets) {
    var all = new TreeMap<String, String>();
    for (var container :
        service
            .docker()
            .listContainersCmd()
            .withLabelFilter(Map.of("flow.installation", service.installation()))
            .exec()) {
      var worklet = String.valueOf(container.getLabels().get("flow.worklet"));
      if (worklets.contains(WorkletId.of(worklet))) {
        var state = service.docker().inspectContainerCmd(container.getId()).exec().getState();
        all.put(worklet, String.valueOf(state.getStartedAt()));
      }
    }
    return all;
  }

  static Map<String, Integer> states(Service service) {
    var all = new TreeMap<String, Integer>();
    service
        .get("/api/worklets")
        .forEach(worklet -> all.merge(worklet.get("state").asString(), 1, Integer::sum));
    return all;
  }
}
