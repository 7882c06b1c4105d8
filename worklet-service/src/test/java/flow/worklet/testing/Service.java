package flow.worklet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import flow.events.WorkletId;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import flow.worklet.WorkletServiceApplication;
import flow.worklet.engine.docker.DockerCleanup;
import flow.worklet.pullrequest.GithubStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service on real parts, and a Git server beside it.
public final class Service implements AutoCloseable {

  public static final Duration A_WHILE = Duration.ofSeconds(90);
  public static final String TOKEN = "operator-token";
  public static final String WEBHOOK_SECRET = "webhook-secret";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DockerClient docker = LocalDocker.demand();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Path data;
  private final GitServer git;
  private final GithubStandIn github = new GithubStandIn(GitServer.TOKEN);
  private final ConfigurableApplicationContext context;
  private final int port;

  private Service(Path data, List<String> more) {
    this.data = data;
    this.git = new GitServer(folder("git"));
    var arguments = new ArrayList<>(arguments(data, git));
    arguments.add("--GITHUB_API_URL=" + github.url());
    arguments.addAll(more);
    this.context =
        new SpringApplicationBuilder(WorkletServiceApplication.class, OwnLoops.class)
            .run(arguments.toArray(String[]::new));
    this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    awaitReachableEngine();
  }

  /// Starts a service on a fresh database.
  public static Service start(Path data, String... more) {
    return startOn(LocalPostgres.fresh(), data, more);
  }

  /// Starts a service on a database that may have been another's before.
  public static Service startOn(String dsn, Path data, String... more) {
    var all = new ArrayList<>(List.of(more));
    all.add("--DSN=" + dsn);
    all.add("--KAFKA_BOOTSTRAP_SERVERS=" + LocalKafka.brokers());
    return new Service(data, all);
  }

  /// What every service of these tests is told.
  public static List<String> arguments(Path data, GitServer git) {
    return List.of(
        "--FLOW_DATA_DIR=" + data,
        "--FLOW_API_TOKEN=" + TOKEN,
        "--GITHUB_TOKEN=" + GitServer.TOKEN,
        "--GITHUB_WEBHOOK_SECRET=" + WEBHOOK_SECRET,
        "--server.port=0",
        "--management.server.port=0",
        "--flow.instance=test",
        "--flow.kafka.group=worklet-" + data.toString().hashCode(), // a service for itself
        "--flow.source.trusted-hosts=" + git.authority(),
        "--flow.source.token-hosts=" + git.authority(),
        "--flow.build.static-image=" + LocalDocker.BASE,
        "--flow.build.memory=128MB",
        "--flow.run.memory=64MB",
        "--flow.run.pool=10.215.0.0/16",
        "--flow.run.drain=5s",
        "--flow.run.grace=2s",
        "--flow.run.probe=20s",
        "--flow.build.disk-high=101",
        "--flow.engine.look-every=5s");
  }

  /// The end of one service is not the end of another one's connections.
  static final class OwnLoops {

    @Bean
    static ReactorResourceFactory loops() {
      var loops = new ReactorResourceFactory();
      loops.setUseGlobalResources(false);
      return loops;
    }
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReachableEngine() {
    Awaitility.await()
        .atMost(A_WHILE)
        .until(() -> context.getBean(flow.worklet.lifecycle.EngineState.class).isReachable());
  }

  public GitServer git() {
    return git;
  }

  public GithubStandIn github() {
    return github;
  }

  public DockerClient docker() {
    return docker;
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public int port() {
    return port;
  }

  public String installation() {
    try {
      return Files.readString(data.resolve("worklets/installation"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A site that says something.
  @CanIgnoreReturnValue
  public String site(String name, String text) {
    git.commit(name, Map.of("index.html", text));
    return git.url(name);
  }

  /// A program that is run by the shell.
  @CanIgnoreReturnValue
  public String program(String name, String command) {
    git.commit(
        name,
        Map.of(
            "Dockerfile",
            "FROM %s\nCOPY . /app\nWORKDIR /app\nCMD [\"sh\", \"/app/run.sh\"]\n"
                .formatted(LocalDocker.BASE),
            "run.sh",
            command));
    return git.url(name);
  }

  public HttpResponse<String> call(String method, String path, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + TOKEN));
  }

  @CanIgnoreReturnValue
  public JsonNode post(String path, Map<String, ?> body) {
    var response = call("POST", path, body);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  public JsonNode get(String path) {
    var response =
        send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  public String text(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN))
        .body();
  }

  public URI uri(String path) {
    return URI.create("http://localhost:%d%s".formatted(port, path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes a worklet of a repository and tells its id.
  public WorkletId create(String repository) {
    return WorkletId.of(
        post("/api/worklets", Map.of("name", "test", "gitRepo", repository)).get("id").asString());
  }

  public WorkletId createRunning(String repository) {
    var id = create(repository);
    awaitState(id, "RUNNING");
    awaitQuiet(id);
    return id;
  }

  public JsonNode worklet(WorkletId id) {
    return get("/api/worklets/" + id);
  }

  public JsonNode deployments(WorkletId id) {
    return get("/api/worklets/%s/deployments".formatted(id));
  }

  @CanIgnoreReturnValue
  public JsonNode awaitState(WorkletId id, String state) {
    try {
      Awaitility.await()
          .atMost(A_WHILE)
          .until(() -> worklet(id).get("state").asString().equals(state));
    } catch (org.awaitility.core.ConditionTimeoutException late) {
      throw new AssertionError("%s is not %s: %s".formatted(id, state, worklet(id)), late);
    }
    return worklet(id);
  }

  /// Waits until nothing is left to do for a worklet.
  public void awaitQuiet(WorkletId id) {
    var worklets = context.getBean(flow.worklet.lifecycle.Worklets.class);
    Awaitility.await()
        .atMost(A_WHILE)
        .until(() -> worklets.find(id).blockOptional().orElseThrow().isSettled());
  }

  /// Waits until a deployment of the version has come to its end.
  public JsonNode awaitEnd(WorkletId id, int version) {
    Awaitility.await()
        .atMost(A_WHILE)
        .until(() ->
            deployments(id).size() >= version
                && !deployment(id, version).path("finishedAt").isNull());
    return deployment(id, version);
  }

  private JsonNode deployment(WorkletId id, int version) {
    var all = deployments(id);
    return all.get(all.size() - version);
  }

  /// The worklet's address on this service, by path.
  public String preview(WorkletId id) {
    return URI.create(worklet(id).get("pathUrl").asString()).getPath();
  }

  public String see(WorkletId id) {
    return send(HttpRequest.newBuilder(uri(preview(id)))).body();
  }

  public void delete(WorkletId id) {
    assertThat(call("DELETE", "/api/worklets/" + id, Map.of()).statusCode()).isEqualTo(202);
    Awaitility.await()
        .atMost(A_WHILE)
        .until(() ->
            send(HttpRequest.newBuilder(uri("/api/worklets/" + id))
                        .header("Authorization", "Bearer " + TOKEN))
                    .statusCode()
                == 404);
  }

  @Override
  public void close() {
    context.close();
    git.close();
    github.close();
    DockerCleanup.removeAll(docker, installation());
  }
}
