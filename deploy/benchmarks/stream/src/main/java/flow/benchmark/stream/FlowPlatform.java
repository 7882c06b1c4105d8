package flow.benchmark.stream;

import flow.slack.simulator.SimulatorSettings;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The whole platform as `deploy/flow up` runs it: supervisor, Kafka, PostgreSQL, four services.
///
/// @param supervisor the process all others are below
/// @param output what it prints
record FlowPlatform(SlackSimulator slack, Process supervisor, Path output) implements Contender {

  private static final Duration READY_WITHIN = Duration.ofMinutes(6);
  private static final int FIRST_PORT = 20_100;
  private static final int LAST_PORT = 28_900;

  static FlowPlatform start(Surroundings around) throws IOException {
    var slack = SlackSimulator.start(SimulatorSettings.standard());
    var output = Files.createFile(around.folder().resolve("flow.log"));
    var builder =
        new ProcessBuilder(command(around))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(variables(around, slack));
    var platform = new FlowPlatform(slack, builder.start(), output);
    Awaitility.await().atMost(READY_WITHIN).until(platform::isReady);
    return platform;
  }

  private static List<String> command(Surroundings around) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var root = around.repository();
    return List.of(
        java,
        "-Xmx64m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        root.resolve("deploy/local/target/local.jar").toString(),
        root.toString());
  }

  private static Map<String, String> variables(Surroundings around, SlackSimulator slack)
      throws IOException {
    var all = new LinkedHashMap<String, String>();
    all.put("FLOW_DATA_DIR", Files.createDirectory(around.folder().resolve("data")).toString());
    var port = FIRST_PORT;
    for (var part : List.of("GATEWAY", "SESSION", "WORKLET", "KV", "KAFKA", "POSTGRES")) {
      port = free(port);
      all.put("FLOW_" + part + "_PORT", Integer.toString(port++));
    }
    all.put("SLACK_API_URL", slack.apiUrl());
    all.put("SLACK_BOT_TOKEN", slack.botToken());
    all.put("SLACK_APP_TOKEN", slack.appToken());
    all.put("FLOW_CLAUDE_COMMAND", around.claude());
    all.put("ANTHROPIC_BASE_URL", around.modelUrl());
    all.put("ANTHROPIC_API_KEY", "sk-ant-benchmark");
    all.put("FLOW_API_TOKEN", "benchmark");
    all.put("MAX_SESSIONS", Integer.toString(around.atOnce()));
    all.put("SESSION_TIMEOUT", "20s");
    return all;
  }

  /// The next port that is free together with the one for its management.
  private static int free(int from) {
    for (var port = from; port < LAST_PORT; port++) {
      if (isFree(port) && isFree(port + 1_000)) {
        return port;
      }
    }
    throw new IllegalStateException("there is no free port from " + from);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isReady() {
    if (!supervisor.isAlive()) {
      throw new IllegalStateException("Flow ended, see " + output);
    }
    try {
      return Files.readString(output).contains("Flow is ready: ") && !slack.connections().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "Flow";
  }

  @Override
  public ProcessHandle process() {
    return supervisor.toHandle();
  }

  @Override
  public boolean isFinished(List<Message> thread, boolean whole) {
    return whole && thread.stream().anyMatch(message -> message.shown().contains("✅"));
  }

  @Override
  public void close() {
    supervisor.destroy();
    try {
      if (!supervisor.waitFor(90, TimeUnit.SECONDS)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slack.close();
  }
}
