package flow.worklet.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import flow.testing.Ports;
import flow.worklet.engine.docker.DockerCleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service in a process of its own, which can be killed and started again on the same data.
public final class ServiceProcess implements AutoCloseable {

  private final Path data;
  private final GitServer git;
  private final Class<?> main;
  private final List<String> options;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String dsn = LocalPostgres.fresh();
  private final int port = Ports.free();
  private @Nullable Process process;
  private int deaths;

  /// @param options of the virtual machine
  public ServiceProcess(Path data, GitServer git, Class<?> main, String... options) {
    this.data = data;
    this.git = git;
    this.main = main;
    this.options = List.of(options);
  }

  public String dsn() {
    return dsn;
  }

  public int port() {
    return port;
  }

  /// How often it was found dead.
  public int deaths() {
    return deaths;
  }

  /// Starts the service when it is not there; tells whether it answers.
  public boolean isUp() {
    if (process == null || !process.isAlive()) {
      if (process != null) {
        deaths++;
        endLeases();
      }
      process = start();
    }
    try {
      return call("GET", "/api/worklets", "").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /// Kills it as `kill -9` does.
  public void kill() {
    var running = process;
    if (running != null) {
      try {
        var _ = running.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Process start() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-Xmx256m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Service.arguments(data, git).stream()
        .map(each -> each.equals("--server.port=0") ? "--server.port=" + port : each)
        .forEach(command::add);
    command.add("--DSN=" + dsn);
    command.add("--KAFKA_BOOTSTRAP_SERVERS=" + LocalKafka.brokers());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("service.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The dead hold nothing: their leases are not waited for.
  private void endLeases() {
    try (var connection = Copies.connection(dsn);
        var statement = connection.createStatement()) {
      var _ = statement.executeUpdate("update worklet.lease set ends_at = 'epoch'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @CanIgnoreReturnValue
  public HttpResponse<String> call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + Service.TOKEN)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public JsonNode json(String path) {
    return JsonMapper.shared().readTree(call("GET", path, "").body());
  }

  /// What of it is in the engine, in words.
  public List<String> remains() {
    return DockerCleanup.remains(LocalDocker.demand(), installation());
  }

  private String installation() {
    try {
      return Files.readString(data.resolve("worklets/installation"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    if (Files.exists(data.resolve("worklets/installation"))) {
      DockerCleanup.removeAll(LocalDocker.demand(), installation());
    }
  }
}
