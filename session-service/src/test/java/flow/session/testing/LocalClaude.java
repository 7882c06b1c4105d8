package flow.session.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// The real CLI on this machine.
public final class LocalClaude {

  private LocalClaude() {}

  /// Its command; skips the test where there is none, unless nothing may be skipped.
  public static String command() {
    var command = find();
    if (command.isEmpty() && Boolean.getBoolean("flow.test.complete")) {
      throw new AssertionError("the Claude CLI is missing: set FLOW_CLAUDE_COMMAND");
    }
    assumeTrue(command.isPresent(), "skipped: no Claude CLI here (set FLOW_CLAUDE_COMMAND)");
    return command.orElseThrow();
  }

  private static Optional<String> find() {
    var named = System.getenv("FLOW_CLAUDE_COMMAND");
    if (named != null && !named.isBlank()) {
      return Optional.of(named);
    }
    var cache = Path.of(System.getProperty("user.home"), ".cache", "flow");
    if (!Files.isDirectory(cache)) {
      return Optional.empty();
    }
    try (var files = Files.list(cache)) {
      return files
          .map(folder -> folder.resolve("claude"))
          .filter(Files::isExecutable)
          .max(Comparator.naturalOrder())
          .map(Path::toString);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
