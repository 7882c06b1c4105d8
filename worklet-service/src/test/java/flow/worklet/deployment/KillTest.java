package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.worklet.testing.GitServer;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service is killed at every step of its deployments, and started again.
final class KillTest {

  @TempDir Path data;

  static void awaitThat(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(condition);
  }

  @Test
  void takesUpEveryDeploymentWhereItWasKilled() throws IOException {
    var _ = LocalDocker.demand();
    try (var git = new GitServer(Files.createDirectories(data.resolve("git")));
        var service =
            new ServiceProcess(
                data,
                git,
                KilledService.class,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + KilledService.PLACES + "=" + data)) {
      git.commit("app", Map.of("index.html", "one"));
      dieAt("CLONE", "BUILD", "START", "PROBE");
      awaitThat(service::isUp);
      var wanted =
          JsonMapper.shared().writeValueAsString(Map.of("name", "app", "gitRepo", git.url("app")));
      awaitThat(() -> service.call("POST", "/api/worklets", wanted).statusCode() == 202);
      awaitThat(() -> service.isUp() && worklet(service).get("state").asString().equals("RUNNING"));
      var id = worklet(service).get("id").asString();
      var path = URI.create(worklet(service).get("pathUrl").asString()).getPath();
      awaitThat(() -> deployment(service, id).get("step").asString().equals("DONE"));
      assertThat(service.call("GET", path, "").body()).isEqualTo("one");
      assertThat(service.deaths()).isEqualTo(4);

      git.commit("app", Map.of("index.html", "two"));
      dieAt("PLAN", "SWITCH", "RETIRE");
      awaitThat(() ->
          service.call("POST", "/api/worklets/%s/rebuild".formatted(id), "").statusCode() == 202);
      awaitThat(() ->
          service.isUp()
              && deployment(service, id).get("version").asInt() == 2
              && deployment(service, id).get("step").asString().equals("DONE"));
      assertThat(service.call("GET", path, "").body()).isEqualTo("two");
      assertThat(service.deaths()).isEqualTo(7);
      assertThat(service.remains()).filteredOn(each -> each.startsWith("container")).hasSize(1);
      assertThat(service.json("/api/worklets/%s/deployments".formatted(id))).hasSize(2);

      assertThat(service.call("DELETE", "/api/worklets/" + id, "").statusCode()).isEqualTo(202);
      awaitThat(() -> service.remains().isEmpty());
    }
  }

  static JsonNode worklet(ServiceProcess service) {
    return service.json("/api/worklets").get(0);
  }

  static JsonNode deployment(ServiceProcess service, String id) {
    return service.json("/api/worklets/%s/deployments".formatted(id)).get(0);
  }

  void dieAt(String... steps) throws IOException {
    for (var step : steps) {
      Files.writeString(data.resolve(step), "");
    }
  }
}
