package flow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.model.simulator.ModelSimulator;
import flow.slack.simulator.SimulatorSettings;
import flow.slack.simulator.SlackSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The platform as `deploy/flow up` runs it, with a Slack and a model that stand still when told
/// to.
///
/// The supervisor and all its processes are real; only Slack and the model are simulators, in this
/// process, so that a test can look into them.
final class Platform implements AutoCloseable {

  static final Duration READY_WITHIN = Duration.ofMinutes(6);
  static final Duration STOPPED_WITHIN = Duration.ofSeconds(90);
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  final SlackSimulator slack;
  final ModelSimulator model;
  final FreePorts ports = new FreePorts();
  final Path data;
  private final Map<String, String> variables;
  private Process supervisor;

  private Platform(double limits, Map<String, String> more) throws IOException {
    Programs.unpack(ROOT);
    slack = SlackSimulator.start(SimulatorSettings.standard().withLimits(limits));
    model = ModelSimulator.expecting(Secret.MODEL.value());
    data = Files.createTempDirectory("flow-acceptance");
    variables = variables(more);
    supervisor = launch();
  }

  static Platform start() throws IOException {
    return start(0, Map.of());
  }

  /// Starts the platform.
  ///
  /// @param limits multiplies Slack's rate limits; 0 switches them off
  /// @param more variables of the contract
  static Platform start(double limits, Map<String, String> more) throws IOException {
    var platform = new Platform(limits, more);
    platform.awaitReady();
    return platform;
  }

  /// Ends a process as `kill -9` does; the supervisor starts it again.
  void kill(String name) {
    ProcessHandle.of(pid(name)).orElseThrow().destroyForcibly();
  }

  /// Ends the supervisor as `kill -9` does, and with it everything it started.
  void killAll() {
    var all = supervisor.descendants().toList();
    supervisor.destroyForcibly();
    await()
        .atMost(STOPPED_WITHIN)
        .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
  }

  void startAgain() throws IOException {
    supervisor = launch();
    awaitReady();
  }

  /// Asks the supervisor to stop, as Ctrl-C does, and waits until nothing is left.
  void stop() throws InterruptedException {
    var all = supervisor.descendants().toList();
    supervisor.destroy();
    if (!supervisor.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      supervisor.destroyForcibly();
      throw new AssertionError("the platform did not stop:\n" + tail());
    }
    await()
        .atMost(STOPPED_WITHIN)
        .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
  }

  long pid(String name) {
    return Stream.of(read(data.resolve("run/processes")).split("\n"))
        .map(line -> line.split("\t"))
        .filter(fields -> fields[0].equals(name))
        .map(fields -> Long.parseLong(fields[1]))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process " + name));
  }

  List<ProcessHandle> processes() {
    return supervisor.descendants().toList();
  }

  /// Whether a service says that it is ready.
  boolean ready(int port) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port + 1000)))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What the platform printed and logged, by file.
  Map<String, String> logs() {
    try (var files = Files.walk(data.resolve("logs"))) {
      var logs = new LinkedHashMap<String, String>();
      files.filter(Files::isRegularFile).forEach(file -> logs.put(file.toString(), read(file)));
      logs.put("output", read(data.resolve("output")));
      return logs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      slack.close();
      model.close();
    }
  }

  private void awaitReady() {
    await()
        .atMost(READY_WITHIN)
        .until(() -> {
          if (!supervisor.isAlive()) {
            throw new AssertionError("the platform ended:\n" + tail());
          }
          return read(data.resolve("output")).contains("Flow is ready: ")
              && !slack.connections().isEmpty();
        });
  }

  private Process launch() throws IOException {
    Files.writeString(data.resolve("output"), "");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                ROOT.resolve("deploy/local/target/local.jar").toString(),
                ROOT.toString())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("output").toFile());
    builder.environment().putAll(variables);
    builder.environment().remove("DOCKER_HOST");
    return builder.start();
  }

  private Map<String, String> variables(Map<String, String> more) {
    var all = new LinkedHashMap<String, String>();
    all.put("FLOW_DATA_DIR", data.toString());
    all.put("FLOW_GATEWAY_PORT", Integer.toString(ports.gateway));
    all.put("FLOW_SESSION_PORT", Integer.toString(ports.session));
    all.put("FLOW_WORKLET_PORT", Integer.toString(ports.worklet));
    all.put("FLOW_KV_PORT", Integer.toString(ports.kv));
    all.put("FLOW_KAFKA_PORT", Integer.toString(ports.kafka));
    all.put("FLOW_POSTGRES_PORT", Integer.toString(ports.postgres));
    all.put("SLACK_API_URL", slack.apiUrl());
    all.put("SLACK_BOT_TOKEN", slack.botToken());
    all.put("SLACK_APP_TOKEN", slack.appToken());
    all.put("ANTHROPIC_BASE_URL", model.url());
    all.put("ANTHROPIC_API_KEY", Secret.MODEL.value());
    all.put("FLOW_API_TOKEN", Secret.OPERATOR.value());
    all.put("MAX_SESSIONS", "6");
    all.putAll(more);
    return all;
  }

  private String tail() {
    var output = read(data.resolve("output"));
    return output.substring(Math.max(0, output.length() - 5_000));
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
