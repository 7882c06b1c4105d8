package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.WorkletId;
import flow.worklet.engine.docker.DockerCleanup;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Programs and builds that do what they should not, beside a worklet that does nothing wrong.
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultTest {

  final Service service = Shared.service();
  WorkletId neighbour;

  @BeforeAll
  void deployNeighbour() {
    neighbour = service.createRunning(service.site("neighbour", "unharmed"));
  }

  @AfterEach
  void isUnharmed() {
    assertThat(service.see(neighbour)).isEqualTo("unharmed");
    assertThat(service.worklet(neighbour).get("state").asString()).isEqualTo("RUNNING");
  }

  @AfterAll
  void leavesNothing() {
    service.delete(neighbour);
    await()
        .atMost(Service.A_WHILE)
        .untilAsserted(() ->
            assertThat(DockerCleanup.remains(service.docker(), service.installation())).isEmpty());
  }

  void deleteWhole(WorkletId id) {
    service.delete(id);
    assertThat(DockerCleanup.remains(service.docker(), service.installation()))
        .noneMatch(remains -> remains.contains(id.toString()));
  }

  String container(WorkletId id) {
    return "flow-%s-%s-v1".formatted(service.installation(), id);
  }

  WorkletId build(String name, String instruction) {
    service
        .git()
        .commit(
            name, Map.of("Dockerfile", "FROM %s\n%s\n".formatted(LocalDocker.BASE, instruction)));
    return service.create(service.git().url(name));
  }

  @Test
  void saysWhyAProgramDoesNotServe() {
    var causes =
        Map.of(
            "exec sleep 600",
            "The program runs, and nothing answered on port 8080 within 20 seconds.",
            "exec httpd -f -p 127.0.0.1:$PORT",
            "The program listens on 127.0.0.1 only (port 8080), where nobody else reaches it.",
            "echo bye",
            "The program ended by itself, without an error. It said last: bye",
            "echo x > /etc/x || exit 9",
            "The program ended with code 9.");
    var worklets = new LinkedHashMap<WorkletId, String>();
    causes.forEach((command, cause) ->
        worklets.put(service.create(service.program("faulty" + worklets.size(), command)), cause));

    worklets.forEach((id, cause) -> {
      assertThat(service.awaitState(id, "FAILED").get("cause").asString()).startsWith(cause);
      assertThat(service.deployments(id).get(0).get("remedy").isNull()).isFalse();
      deleteWhole(id);
    });
  }

  @Tag("unproven") // depends on how quickly the machine fills 64 MB four times
  @Test
  void saysThatAProgramNeedsTooMuchMemory() {
    var id = service.create(service.program("bloated", "exec busybox tail /dev/zero"));

    assertThat(service.awaitState(id, "FAILED").get("cause").asString())
        .startsWith("The program was killed: it needed more than the 64 MB of memory it may use");
    deleteWhole(id);
  }

  @Test
  void findsAProgramThatListensElsewhere() {
    var id =
        service.createRunning(
            service.program(
                "elsewhere", "echo here > /tmp/index.html; exec httpd -f -p 9999 -h /tmp"));

    assertThat(service.see(id)).isEqualTo("here\n");
    deleteWhole(id);
  }

  @Test
  void limitsProcessesAndLogs() throws IOException {
    var id =
        service.createRunning(
            service.program(
                "bomb",
                "echo alive > /tmp/index.html; (for i in $(seq 400); do sleep 600 & done) 2> /tmp/forks; (yes | head -c 30000000); exec httpd -f -p $PORT -h /tmp"));

    assertThat(service.see(id)).isEqualTo("alive\n");
    var inspected = service.docker().inspectContainerCmd(container(id)).exec();
    var log = Path.of(inspected.getLogPath());
    long kept = 0;
    try (var files = Files.list(log.getParent())) {
      for (var file : files.filter(each -> each.toString().contains("-json.log")).toList()) {
        kept += Files.size(file);
      }
    }
    assertThat(kept).isPositive().isLessThan(11L << 20);
    deleteWhole(id);
  }

  @Test
  void deletesAProgramThatIgnoresBeingStopped() {
    var id =
        service.createRunning(
            service.program(
                "deaf",
                "trap '' TERM; echo deaf > /tmp/index.html; httpd -p $PORT -h /tmp; while true; do sleep 1; done"));

    service.post("/api/worklets/%s/stop".formatted(id), Map.of());
    service.awaitState(id, "STOPPED");
    deleteWhole(id);
  }

  @Test
  void deletesAWorkletWhileItIsBuilt() {
    var id = build("building", "RUN echo building && sleep 3600");
    await()
        .atMost(Service.A_WHILE)
        .until(() -> service.text("/api/worklets/%s/logs".formatted(id)).contains("building"));

    deleteWhole(id);
  }

  @Test
  void endsABuildThatNeedsTooMuchMemory() {
    var id = build("greedy", "RUN busybox tail /dev/zero");

    assertThat(service.awaitState(id, "FAILED").get("cause").asString())
        .startsWith("The build was killed: it needed more than the 128 MB of memory it may use");
    deleteWhole(id);
  }

  @Test
  void keepsTheBeginningOfALogThatFloods() {
    var id = build("flooding", "RUN yes | head -n 30000; exit 3");

    service.awaitState(id, "FAILED");
    var log = service.text("/api/worklets/%s/logs".formatted(id));
    assertThat(log.lines()).hasSize(5_000).endsWith("… the rest of the log is not kept");
    deleteWhole(id);
  }

  @Test
  void startsAProgramAgainThatSomebodyStoppedOrRemoved() {
    var stopped = service.createRunning(service.site("stopped", "back"));
    var removed = service.createRunning(service.site("removed", "back"));

    service.docker().stopContainerCmd(container(stopped)).withTimeout(1).exec();
    service.docker().removeContainerCmd(container(removed)).withForce(true).exec();

    for (var id : new WorkletId[] {stopped, removed}) {
      await()
          .atMost(Service.A_WHILE)
          .untilAsserted(() -> assertThat(service.see(id)).isEqualTo("back"));
      service.awaitQuiet(id);
      deleteWhole(id);
    }
  }
}
