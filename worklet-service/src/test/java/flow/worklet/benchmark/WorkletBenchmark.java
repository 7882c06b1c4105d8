package flow.worklet.benchmark;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.google.errorprone.annotations.FormatMethod;
import flow.events.WorkletId;
import flow.worklet.WorkletServiceApplication;
import flow.worklet.engine.docker.Inside;
import flow.worklet.testing.Copies;
import flow.worklet.testing.GitServer;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Measures what `deploy/benchmarks/worklets/README.md` tells. Each figure is a line in
/// `target/benchmark.txt`.
final class WorkletBenchmark {

  private static final Duration A_WHILE = Duration.ofMinutes(3);

  private static final String SERVER =
      """
      const body = 'x'.repeat(1024);
      require('http').createServer((_, answer) => {
        answer.setHeader('Content-Length', body.length);
        answer.end(body);
      }).listen(process.env.PORT);
      """;

  private final DockerClient docker = LocalDocker.demand();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir Path data;

  @FormatMethod
  private static void tell(String line, Object... values) {
    try {
      Files.writeString(
          Path.of("target/benchmark.txt"),
          line.formatted(values) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitThat(Callable<Boolean> condition) {
    await().atMost(A_WHILE).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(condition);
  }

  private ServiceProcess service(GitServer git, String... options) {
    var service = new ServiceProcess(data, git, WorkletServiceApplication.class, options);
    awaitThat(service::isUp);
    return service;
  }

  private GitServer git() {
    try {
      return new GitServer(Files.createDirectories(data.resolve("git")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String running(ServiceProcess service, String repository) {
    var wanted =
        JsonMapper.shared().writeValueAsString(Map.of("name", "bench", "gitRepo", repository));
    awaitThat(() -> service.call("POST", "/api/worklets", wanted).statusCode() == 202);
    awaitThat(() -> state(service).equals("RUNNING"));
    var id = service.json("/api/worklets").get(0).get("id").asString();
    awaitThat(() -> newest(service, id, "step").equals("DONE"));
    return id;
  }

  private static String state(ServiceProcess service) {
    return service.json("/api/worklets").get(0).get("state").asString();
  }

  private static String newest(ServiceProcess service, String id, String field) {
    return service.json("/api/worklets/%s/deployments".formatted(id)).get(0).get(field).asString();
  }

  private static String path(ServiceProcess service) {
    return URI.create(service.json("/api/worklets").get(0).get("pathUrl").asString()).getPath();
  }

  private int get(URI uri) {
    try {
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static void tellTimes(String what, List<Long> nanos) {
    var sorted = nanos.stream().sorted().toList();
    tell(
        "%s: p50 %.0f ms, p95 %.0f ms, longest %.0f ms (n=%d)",
        what,
        millis(sorted.get(sorted.size() / 2)),
        millis(sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100))),
        millis(sorted.getLast()),
        sorted.size());
  }

  @Test
  void waking() {
    wake("PAUSED", 40, "-Dflow.lifecycle.pause-after=1s", "-Dflow.lifecycle.look=500ms");
    wake(
        "STOPPED",
        20,
        "-Dflow.lifecycle.pause-after=1s",
        "-Dflow.lifecycle.stop-after=2s",
        "-Dflow.lifecycle.look=500ms");
  }

  private void wake(String from, int times, String... options) {
    try (var git = git();
        var service = service(git, options)) {
      git.commit("site", Map.of("index.html", "hello"));
      var _ = running(service, git.url("site"));
      var uri = URI.create("http://localhost:%d%s".formatted(service.port(), path(service)));
      var taken = new ArrayList<Long>();
      for (int i = 0; i < times; i++) {
        awaitThat(() -> state(service).equals(from));
        long began = System.nanoTime();
        int status = get(uri);
        taken.add(System.nanoTime() - began);
        if (status != 200) {
          throw new AssertionError("answered " + status);
        }
      }
      tellTimes("wake from " + from.toLowerCase(Locale.ROOT), taken);
    }
  }

  @Test
  void starting() {
    try (var git = git();
        var service = service(git)) {
      git.commit("site", Map.of("index.html", "hello"));
      var id = running(service, git.url("site"));
      var image =
          docker
              .listContainersCmd()
              .withLabelFilter(Map.of("flow.worklet", id))
              .exec()
              .getFirst()
              .getImage();
      var plain = new ArrayList<Long>();
      var flow = new ArrayList<Long>();
      for (int i = 0; i < 15; i++) {
        plain.add(plainStart(image));
        flow.add(restart(service, id));
      }
      tellTimes("docker run to first answer", plain);
      tellTimes("restart by Flow (new container beside the old) to first answer", flow);
    }
  }

  private long plainStart(String image) {
    long began = System.nanoTime();
    var container = docker.createContainerCmd(image).withEnv("PORT=8080").exec().getId();
    docker.startContainerCmd(container).exec();
    var uri = URI.create("http://%s:8080/".formatted(Inside.address(docker, container)));
    await()
        .atMost(A_WHILE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .ignoreExceptions()
        .until(() -> get(uri) == 200);
    long taken = System.nanoTime() - began;
    docker.removeContainerCmd(container).withForce(true).exec();
    return taken;
  }

  /// Until the new version has answered, and requests go there.
  private static long restart(ServiceProcess service, String id) {
    int before = Integer.parseInt(newest(service, id, "version"));
    long began = System.nanoTime();
    service.call("POST", "/api/worklets/%s/restart".formatted(id), "");
    await()
        .atMost(A_WHILE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            newest(service, id, "status").equals("LIVE")
                && Integer.parseInt(newest(service, id, "version")) > before);
    long taken = System.nanoTime() - began;
    awaitThat(() -> newest(service, id, "step").equals("DONE"));
    return taken;
  }

  @Test
  void proxying() {
    try (var git = git();
        var service = service(git)) {
      git.commit(
          "node",
          Map.of(
              "server.js",
              SERVER,
              "Dockerfile",
              "FROM %s\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n"
                  .formatted(LocalDocker.node())));
      var id = running(service, git.url("node"));
      var container =
          docker.listContainersCmd().withLabelFilter(Map.of("flow.worklet", id)).exec().getFirst();
      var address = Inside.address(docker, container.getId());
      var direct = new Load(address, 8080, "/");
      var proxied = new Load("localhost", service.port(), path(service));
      var _ = proxied.most(8, Duration.ofSeconds(20));
      var _ = direct.most(8, Duration.ofSeconds(5));
      for (int round = 0; round < 3; round++) {
        var most = direct.most(8, Duration.ofSeconds(8));
        var through = proxied.most(8, Duration.ofSeconds(8));
        tell(
            "throughput, 8 connections: direct %.0f/s, through Flow %.0f/s, ratio %.2f",
            most, through, through / most);
        var near = direct.steady(4, 200, Duration.ofSeconds(8));
        var far = proxied.steady(4, 200, Duration.ofSeconds(8));
        tell(
            "200 requests a second: direct p50 %.2f ms p99 %.2f ms, through Flow p50 %.2f ms p99 %.2f ms, added p50 %.2f ms",
            millis(near.get(near.size() / 2)),
            millis(near.get(near.size() * 99 / 100)),
            millis(far.get(far.size() / 2)),
            millis(far.get(far.size() * 99 / 100)),
            millis(far.get(far.size() / 2) - near.get(near.size() / 2)));
      }
    }
  }

  @Test
  void restartingWithManyWorklets() throws IOException {
    try (var git = git();
        var service = service(git)) {
      git.commit("site", Map.of("index.html", "hello"));
      var original = WorkletId.of(running(service, git.url("site")));
      service.kill(); // it would remove what nobody owns yet
      for (int i = 1; i < 100; i++) {
        var copy = WorkletId.random();
        Copies.note(service.dsn(), original, copy, i < 20 ? containerLike(original, copy) : null);
      }
      for (int i = 0; i < 5; i++) {
        service.kill();
        awaitThat(service::isUp);
        awaitThat(() -> compared().size() > 0);
      }
      awaitThat(() -> compared().size() >= 5);
      tell(
          "restart with 100 worklets (20 containers), engine and database compared in: %s ms; containers running: %d",
          compared(),
          docker.listContainersCmd().withLabelFilter(List.of("flow.worklet")).exec().size());
    }
  }

  /// Runs the container of another worklet, as the engine would have.
  private String containerLike(WorkletId original, WorkletId copy) {
    var like =
        docker
            .listContainersCmd()
            .withLabelFilter(Map.of("flow.worklet", original.toString()))
            .exec()
            .getFirst();
    var labels = new HashMap<>(like.getLabels());
    labels.put("flow.worklet", copy.toString());
    var name = "flow-%s-%s-v1".formatted(labels.get("flow.installation"), copy);
    var id =
        docker
            .createContainerCmd(like.getImage())
            .withName(name)
            .withLabels(labels)
            .withEnv("PORT=8080")
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    return Inside.address(docker, id);
  }

  private List<String> compared() throws IOException {
    return Pattern.compile("compared in (\\d+) ms")
        .matcher(Files.readString(data.resolve("service.log")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
