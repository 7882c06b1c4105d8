package flow.benchmark.stream;

import flow.slack.simulator.SimulatorSettings;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// The minimal bot in a process of its own.
///
/// @param name what it is called in the report
record Bot(String name, SlackSimulator slack, Process bot) implements Contender {

  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);

  static Bot start(String name, boolean eager, Surroundings around) throws IOException {
    var slack = SlackSimulator.start(SimulatorSettings.standard());
    var builder = new ProcessBuilder(command(eager)).redirectOutput(Redirect.DISCARD);
    builder.redirectError(around.folder().resolve(name.replace(' ', '-') + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SLACK_API_URL", slack.apiUrl(),
                "SLACK_BOT_TOKEN", slack.botToken(),
                "SLACK_APP_TOKEN", slack.appToken(),
                "FLOW_CLAUDE_COMMAND", around.claude(),
                "ANTHROPIC_BASE_URL", around.modelUrl(),
                "MAX_SESSIONS", Integer.toString(around.atOnce())));
    var bot = new Bot(name, slack, builder.start());
    Awaitility.await()
        .atMost(STARTED_WITHIN)
        .until(() -> !slack.connections().isEmpty() || !bot.bot.isAlive());
    return bot;
  }

  private static List<String> command(boolean eager) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
        eager ? "eager-bot" : "bot");
  }

  @Override
  public ProcessHandle process() {
    return bot.toHandle();
  }

  @Override
  public boolean isFinished(List<Message> thread, boolean whole) {
    return whole;
  }

  @Override
  public void close() {
    var all = process().descendants().toList();
    bot.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      bot.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
    slack.close();
  }
}
