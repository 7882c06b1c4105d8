package flow.worklet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.worklet.engine.docker.DockerCleanup;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The life of a worklet over HTTP, on real parts.
@ExtendWith(Shared.class)
final class WorkletServiceTest {

  final Service service = Shared.service();

  @Test
  void turnsARepositoryIntoARunningPrototype() {
    var id = service.createRunning(service.site("first", "hello"));

    assertThat(service.see(id)).isEqualTo("hello");
    var url = service.worklet(id).get("url").asString();
    var host = java.net.URI.create(url).getHost();
    assertThat(host).endsWith(".worklets.localhost");
    assertThat(service.text("/api/worklets/%s/logs?source=build".formatted(id)))
        .contains("Step 1/");
    assertThat(service.deployments(id).get(0).get("stack").asString()).isEqualTo("static");
    service.delete(id);
  }

  @Test
  void replacesAVersionAndGoesBackToTheOneBefore() {
    var id = service.createRunning(service.site("second", "one"));

    service.site("second", "two");
    service.post("/api/worklets/%s/rebuild".formatted(id), Map.of());
    assertThat(service.awaitEnd(id, 2).get("status").asString()).isEqualTo("LIVE");
    assertThat(service.see(id)).isEqualTo("two");

    service.post("/api/worklets/%s/rollback".formatted(id), Map.of());
    assertThat(service.awaitEnd(id, 3).get("status").asString()).isEqualTo("LIVE");
    assertThat(service.see(id)).isEqualTo("one");
    service.delete(id);
  }

  @Test
  void keepsServingWhenANewVersionFails() {
    var id =
        service.createRunning(
            service.program(
                "third", "echo good > /tmp/index.html; exec httpd -f -p $PORT -h /tmp"));

    service.program("third", "echo 'it is broken'; exit 3");
    service.post("/api/worklets/%s/rebuild".formatted(id), Map.of());
    var failed = service.awaitEnd(id, 2);

    assertThat(failed.get("cause").asString())
        .isEqualTo("The program ended with code 3. It said last: it is broken");
    assertThat(service.see(id)).isEqualTo("good\n");
    service.awaitQuiet(id);
    assertThat(service.worklet(id).get("state").asString()).isEqualTo("RUNNING");
    service.delete(id);
  }

  @Test
  void stopsAndStartsAWorklet() {
    var id = service.createRunning(service.site("fourth", "hello"));

    service.post("/api/worklets/%s/stop".formatted(id), Map.of());
    service.awaitState(id, "STOPPED");
    assertThat(service.send(HttpRequest.newBuilder(service.uri(service.preview(id)))).statusCode())
        .isEqualTo(503);

    service.post("/api/worklets/%s/start".formatted(id), Map.of());
    service.awaitState(id, "RUNNING");
    assertThat(service.see(id)).isEqualTo("hello");

    service.post("/api/worklets/%s/restart".formatted(id), Map.of());
    assertThat(service.awaitEnd(id, 2).get("status").asString()).isEqualTo("LIVE");
    service.delete(id);
  }

  @Test
  void leavesNothingOfADeletedWorklet() {
    var id = service.createRunning(service.site("fifth", "hello"));

    service.delete(id);

    assertThat(DockerCleanup.remains(service.docker(), service.installation()))
        .noneMatch(remains -> remains.contains(id.toString()));
    await()
        .atMost(Service.A_WHILE)
        .untilAsserted(() ->
            assertThat(DockerCleanup.remains(service.docker(), service.installation())).isEmpty());
  }

  @Test
  void tellsWhyARepositoryCannotBeBuilt() {
    service.git().commit("unknown", Map.of("README.md", "nothing"));
    var id = service.create(service.git().url("unknown"));

    assertThat(service.awaitState(id, "FAILED").get("cause").asString())
        .startsWith("The repository is of no kind that Flow knows.");
    service.delete(id);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(
            service
                .call("POST", "/api/worklets", Map.of("name", "x", "gitRepo", "ext::sh -c id"))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            service
                .call(
                    "POST",
                    "/api/worklets",
                    Map.of(
                        "name",
                        "x",
                        "gitRepo",
                        service.git().url("x"),
                        "branch",
                        "--upload-pack=id"))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            service
                .call(
                    "POST",
                    "/api/worklets",
                    Map.of(
                        "name",
                        "x",
                        "gitRepo",
                        service.git().url("x"),
                        "environment",
                        Map.of("FLOW_KV_TOKEN", "x")))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            service
                .call(
                    "POST",
                    "/api/worklets/%s/stop".formatted(flow.events.WorkletId.random()),
                    Map.of())
                .statusCode())
        .isEqualTo(404);
    assertThat(service.send(HttpRequest.newBuilder(service.uri("/api/worklets"))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void describesItsInterface() {
    await()
        .atMost(Service.A_WHILE)
        .untilAsserted(() ->
            assertThat(service.get("/v3/api-docs").at("/paths").propertyNames())
                .contains("/api/worklets", "/api/worklets/{id}/logs"));
  }
}
