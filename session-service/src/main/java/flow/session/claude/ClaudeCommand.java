package flow.session.claude;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The CLI's command line and environment. The environment begins empty: whatever is in it, a
/// command that Claude runs can read.
final class ClaudeCommand {

  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /// They reach other sessions, act when nobody asked, or ask what the thread cannot answer.
  private static final String DISALLOWED =
      String.join(
          ",",
          "ListAgents",
          "SendMessage",
          "CronCreate",
          "CronDelete",
          "CronList",
          "ScheduleWakeup",
          "EnterWorktree",
          "ExitWorktree",
          "Monitor",
          "Workflow",
          "AskUserQuestion",
          "EnterPlanMode");

  private final ClaudeSettings settings;
  private final String marker;

  /// @param marker tells the processes of this service apart from all others
  ClaudeCommand(ClaudeSettings settings, String marker) {
    this.settings = settings;
    this.marker = marker;
  }

  List<String> line(Launch launch) {
    var line = new ArrayList<>(settings.commandWords());
    line.addAll(List.of("-p", "--input-format", "stream-json", "--output-format", "stream-json"));
    line.addAll(List.of("--verbose", "--include-partial-messages", "--replay-user-messages"));
    line.addAll(List.of("--permission-prompt-tool", "stdio", "--permission-mode", mode(launch)));
    line.addAll(List.of("--strict-mcp-config", "--setting-sources", "user,project"));
    line.addAll(List.of("--settings", "{\"disableAllHooks\":true}"));
    line.addAll(List.of("--disallowedTools", DISALLOWED));
    var allowed = new ArrayList<>(settings.allowedRules());
    allowed.addAll(launch.granted());
    if (!allowed.isEmpty()) {
      line.add("--allowedTools");
      line.addAll(allowed);
    }
    if (!settings.model().isEmpty()) {
      line.addAll(List.of("--model", settings.model()));
    }
    line.addAll(
        List.of(
            launch.resume() ? "--resume" : "--session-id", launch.folder().session().toString()));
    return line;
  }

  Map<String, String> environment(Launch launch, Path tmp) {
    var folder = launch.folder();
    var environment = new LinkedHashMap<String, String>();
    environment.put("PATH", PATH);
    environment.put("HOME", folder.home().toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("TMPDIR", tmp.toString());
    environment.put("CLAUDE_CODE_TMPDIR", tmp.toString());
    environment.put("CLAUDE_CONFIG_DIR", folder.config().toString());
    environment.put("DISABLE_TELEMETRY", "1");
    environment.put("DISABLE_AUTOUPDATER", "1");
    environment.put("DISABLE_ERROR_REPORTING", "1");
    environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    environment.put("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1");
    environment.put("CLAUDE_CODE_ENABLE_TODO_TOOLS", "1");
    environment.put("CLAUDE_CODE_ENABLE_TASKS", "0"); // one list, written as a whole
    if (settings.permissionMode().equals("bypassPermissions")) {
      environment.put("IS_SANDBOX", "1"); // else root is refused; it also makes 529 retry longer
    }
    if (launch.rerun()) {
      environment.put("CLAUDE_CODE_RESUME_INTERRUPTED_TURN", "1");
    }
    environment.putAll(launch.access());
    environment.put(Leftovers.VARIABLE, marker);
    return environment;
  }

  private String mode(Launch launch) {
    return launch.acceptEdits() && settings.permissionMode().equals("default")
        ? "acceptEdits"
        : settings.permissionMode();
  }
}
