package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.WorkletId;
import flow.worklet.engine.docker.DockerCleanup;
import flow.worklet.lifecycle.EngineState;
import flow.worklet.testing.EngineLine;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The engine goes away and comes back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EngineLossTest {

  EngineLine line;
  Service service;

  @BeforeAll
  void start(@TempDir Path data) {
    var _ = LocalDocker.demand();
    line = new EngineLine();
    service =
        Service.start(data, "--flow.engine.docker-host=" + line.host(), "--flow.build.timeout=20s");
  }

  @AfterAll
  void stop() throws IOException {
    line.mend();
    service.close();
    line.close();
  }

  void awaitEngine(boolean reachable) {
    var state = service.context().getBean(EngineState.class);
    await().atMost(Service.A_WHILE).until(() -> state.isReachable() == reachable);
  }

  void deleteAndFindNothing(WorkletId id) {
    service.delete(id);
    assertThat(DockerCleanup.remains(service.docker(), service.installation()))
        .noneMatch(remains -> remains.contains(id.toString()));
  }

  String container(WorkletId id) {
    return "flow-%s-%s-v1".formatted(service.installation(), id);
  }

  @Test
  void servesOnAndSaysSoWhileTheEngineIsAway() {
    var id = service.createRunning(service.site("away", "still here"));
    line.cut();
    awaitEngine(false);

    assertThat(service.see(id)).isEqualTo("still here");
    var answer = service.call("POST", "/api/worklets/%s/rebuild".formatted(id), Map.of());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("No container engine answers");
    assertThat(service.call("DELETE", "/api/worklets/" + id, Map.of()).statusCode()).isEqualTo(202);

    line.mend();
    awaitEngine(true);
    deleteAndFindNothing(id);
  }

  @Test
  void finishesADeploymentDuringWhichTheEngineWasAway() {
    service
        .git()
        .commit(
            "interrupted",
            Map.of(
                "Dockerfile",
                "FROM %s\nRUN echo building && sleep 3\nCOPY . /site\nCMD [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/site\"]\n"
                    .formatted(LocalDocker.BASE),
                "index.html",
                "finished"));
    var id = service.create(service.git().url("interrupted"));
    await()
        .atMost(Service.A_WHILE)
        .until(() -> service.text("/api/worklets/%s/logs".formatted(id)).contains("building"));

    line.cut();
    awaitEngine(false);
    line.mend();

    service.awaitState(id, "RUNNING");
    assertThat(service.see(id)).isEqualTo("finished");
    deleteAndFindNothing(id);
  }

  @Test
  void bringsBackWhatEndedWithTheEngine() {
    var first = service.createRunning(service.site("ended-one", "one"));
    var second = service.createRunning(service.site("ended-two", "two"));
    line.cut();
    awaitEngine(false);
    service.docker().killContainerCmd(container(first)).exec();
    service.docker().removeContainerCmd(container(second)).withForce(true).exec();

    line.mend();

    await()
        .atMost(Service.A_WHILE)
        .untilAsserted(() -> {
          assertThat(service.see(first)).isEqualTo("one");
          assertThat(service.see(second)).isEqualTo("two");
        });
    deleteAndFindNothing(first);
    deleteAndFindNothing(second);
  }

  @Test
  void endsABuildThatDoesNotEnd() {
    service
        .git()
        .commit(
            "endless",
            Map.of(
                "Dockerfile",
                "FROM %s\nRUN echo building && sleep 3600\n".formatted(LocalDocker.BASE)));
    var id = service.create(service.git().url("endless"));

    assertThat(service.awaitState(id, "FAILED").get("cause").asString())
        .startsWith("The build did not end within");
    await()
        .atMost(Service.A_WHILE)
        .untilAsserted(() ->
            assertThat(DockerCleanup.remains(service.docker(), service.installation()))
                .noneMatch(remains -> remains.startsWith("container")));
    service.delete(id);
  }
}
