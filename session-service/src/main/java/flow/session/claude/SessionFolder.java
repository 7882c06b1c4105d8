package flow.session.claude;

import flow.events.SessionId;
import java.nio.file.Path;

/// Where a session lives on disk: `workspace`, `home`, `config` and `tmp` in a folder of its own.
///
/// @param path the folder
/// @param workspace where Claude works: the folder's own, or a worklet's sources
public record SessionFolder(SessionId session, Path path, Path workspace) {

  public Path home() {
    return path.resolve("home");
  }

  public Path config() {
    return path.resolve("config");
  }

  public Path tmp() {
    return path.resolve("tmp");
  }

  /// Where the CLI keeps its record of the conversation.
  public Path transcript() {
    var project = workspace.toString().replaceAll("[^A-Za-z0-9]", "-");
    return config().resolve("projects").resolve(project).resolve(session + ".jsonl");
  }
}
