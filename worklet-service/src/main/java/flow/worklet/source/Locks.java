package flow.worklet.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The lock files Git leaves when it is killed.
final class Locks {

  private Locks() {}

  /// Removes those of a repository that nobody else works on.
  static void remove(Path repository) throws IOException {
    try (var all = Files.walk(repository)) {
      for (var path : all.filter(path -> path.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
