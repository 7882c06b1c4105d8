package flow.kv.client;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the client's suite needs of the machine beside the service.
final class Tools {

  private static final int OLDEST_NODE = 20;

  private Tools() {}

  /// Skips the tests that follow where something is absent; fails them when a complete run was
  /// asked for.
  static void require() {
    missing()
        .ifPresent(what -> {
          var line = "The TypeScript client is not tested: " + what;
          if (Boolean.getBoolean("flow.test.complete")) {
            fail(line);
          }
          System.getLogger(Tools.class.getName()).log(System.Logger.Level.WARNING, line);
          abort(line);
        });
  }

  static Path chromium() {
    return Path.of(Objects.requireNonNullElse(System.getenv("FLOW_CHROMIUM"), "/usr/bin/chromium"));
  }

  private static Optional<String> missing() {
    if (!onPath("node") || !onPath("npm")) {
      return Optional.of("no node and npm on the path (Node.js " + OLDEST_NODE + " or later)");
    }
    var version = Command.output(Path.of("."), "node", "--version");
    var major = Pattern.compile("v(\\d+)\\.").matcher(version);
    if (!major.find() || Integer.parseInt(major.group(1)) < OLDEST_NODE) {
      return Optional.of(
          "node " + version.strip() + " is too old (expected " + OLDEST_NODE + " or later)");
    }
    return Files.isExecutable(chromium())
        ? Optional.empty()
        : Optional.of("no Chromium at " + chromium() + " (FLOW_CHROMIUM)");
  }

  private static boolean onPath(String program) {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
