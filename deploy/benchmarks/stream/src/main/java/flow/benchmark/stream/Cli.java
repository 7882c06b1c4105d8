package flow.benchmark.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The Claude CLI, once for each prompt.
///
/// @param environment the bot's own
record Cli(Map<String, String> environment) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Returns with the CLI's result; the process ends by itself.
  void ask(String prompt, Reply reply) throws IOException {
    var home = Files.createTempDirectory("minimal-bot");
    var builder = new ProcessBuilder(command(prompt));
    builder.directory(home.toFile()).redirectInput(Redirect.from(new java.io.File("/dev/null")));
    builder.redirectError(Redirect.DISCARD).environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", environment.getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME", home.toString(),
                "LANG", "C.UTF-8",
                "CLAUDE_CONFIG_DIR", home.resolve("config").toString(),
                "ANTHROPIC_BASE_URL", environment.getOrDefault("ANTHROPIC_BASE_URL", ""),
                "ANTHROPIC_API_KEY", "sk-ant-benchmark",
                "DISABLE_TELEMETRY", "1",
                "DISABLE_AUTOUPDATER", "1",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                "IS_SANDBOX", "1"));
    try (var lines = builder.start().inputReader(UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isResult(line, reply)) {
          return;
        }
      }
    }
  }

  private List<String> command(String prompt) {
    var command =
        new ArrayList<>(
            List.of(environment.getOrDefault("FLOW_CLAUDE_COMMAND", "claude").split(" ")));
    command.addAll(List.of("-p", "--output-format", "stream-json", "--verbose"));
    command.addAll(List.of("--include-partial-messages", "--strict-mcp-config"));
    command.addAll(List.of("--settings", "{\"disableAllHooks\":true}", prompt));
    return command;
  }

  private static boolean isResult(String line, Reply reply) {
    var json = JSON.readTree(line);
    var delta = json.path("event").path("delta");
    if (delta.path("type").asString("").equals("text_delta")) {
      reply.append(delta.path("text").asString(""));
    }
    return json.path("type").asString("").equals("result");
  }
}
