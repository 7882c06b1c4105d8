package flow.kv.processes;

import flow.kv.RunningService;
import flow.testing.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/// The service as a process of its own.
final class ServiceProcess implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = LastingPort.find();
  private final int management = LastingPort.find();
  private final String group = "kv-" + UUID.randomUUID();
  private final String dsn;
  private final Path log;
  private Process process;

  ServiceProcess(String dsn, Path folder) {
    this.dsn = dsn;
    this.log = folder.resolve("kv-service.log");
    this.process = launch();
    awaitReadiness();
  }

  int port() {
    return port;
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void restart() {
    process = launch();
    awaitReadiness();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void awaitReadiness() {
    Awaitility.await("readiness, see " + log)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .until(this::isReady);
  }

  boolean isReady() {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + management + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
  }

  private Process launch() {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "flow.kv.KvServiceApplication",
            "--DSN=" + dsn,
            "--flow.kafka.brokers=" + LocalKafka.brokers(),
            "--flow.kafka.group=" + group,
            "--flow.api-token=" + RunningService.OPERATOR,
            "--server.port=" + port,
            "--management.server.port=" + management);
    var output = ProcessBuilder.Redirect.appendTo(log.toFile());
    try {
      return new ProcessBuilder(command).redirectOutput(output).redirectError(output).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
