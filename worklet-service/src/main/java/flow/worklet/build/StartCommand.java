package flow.worklet.build;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Writes the command that starts a program.
public final class StartCommand {

  private StartCommand() {}

  /// The program and arguments that run a command line: by a shell, which makes way for it when it
  /// is a single command, so that signals reach it.
  public static List<String> words(String line) {
    boolean several = line.matches(".*(&&|\\|\\||;|\\|).*") || line.matches("[A-Za-z_]\\w*=.*");
    return List.of("sh", "-c", several ? line : "exec " + line);
  }

  /// The same as a Dockerfile's `CMD` takes it.
  static String json(String line) {
    return JsonMapper.shared().writeValueAsString(words(line));
  }
}
