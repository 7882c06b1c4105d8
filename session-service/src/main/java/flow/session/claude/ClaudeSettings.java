package flow.session.claude;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the Claude CLI is run.
///
/// @param command the CLI's command line
/// @param model passed to the CLI; empty means the CLI's own choice
/// @param permissionMode passed to the CLI
/// @param allowedTools what never asks, such as `Read,Bash(git status *)`, by commas outside
///   brackets
/// @param apiKey for the model's API; stays in this service
/// @param authToken the same as a bearer token
/// @param oauthToken of a subscription; the CLI must hold it itself
/// @param baseUrl of the model's API
/// @param startWithin how long a process may take until it answers
/// @param silence how long a running turn may go without a line before it is given up; the CLI
///   itself notices a hung answer after 5 minutes
/// @param turnLimit how long a turn may take in all, waiting for people not counted
/// @param sandbox whether to fence the process in where the machine can
@ConfigurationProperties("flow.claude")
public record ClaudeSettings(
    @DefaultValue("claude") String command,
    @DefaultValue("") String model,
    @DefaultValue("default") String permissionMode,
    @DefaultValue("Read,Glob,Grep,LS,NotebookRead,TodoWrite") String allowedTools,
    @DefaultValue("") String apiKey,
    @DefaultValue("") String authToken,
    @DefaultValue("") String oauthToken,
    @Nullable URI baseUrl,
    @DefaultValue("60s") Duration startWithin,
    @DefaultValue("10m") Duration silence,
    @DefaultValue("2h") Duration turnLimit,
    @DefaultValue("true") boolean sandbox) {

  /// The command's words.
  public List<String> commandWords() {
    return List.of(command.strip().split("\\s+"));
  }

  /// The rules that never ask.
  List<String> allowedRules() {
    var rules = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= allowedTools.length(); i++) {
      var c = i == allowedTools.length() ? ',' : allowedTools.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == allowedTools.length())) {
        rules.add(allowedTools.substring(from, i).strip());
        from = i + 1;
      }
    }
    rules.removeIf(String::isEmpty);
    return rules;
  }

  /// Whether the gateway has something to show to the model's API.
  public boolean hasKey() {
    return !apiKey.isEmpty() || !authToken.isEmpty();
  }

  @Override
  public String toString() {
    return "ClaudeSettings[command=%s, model=%s, key=%s]".formatted(command, model, hasKey());
  }
}
