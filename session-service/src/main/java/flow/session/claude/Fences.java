package flow.session.claude;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out at start which fence this machine has.
final class Fences {

  private static final Logger LOG = LoggerFactory.getLogger(Fences.class);
  private static final long PATIENCE_SECONDS = 10;

  private Fences() {}

  static Fence find(ClaudeSettings settings) {
    var fence = choose(settings);
    if (fence.holds()) {
      LOG.info("Claude's processes run in a sandbox: {}", fence.describe());
    } else {
      LOG.warn(
          "Claude's processes run WITHOUT a sandbox and can read what this user can read ({})",
          fence.describe());
    }
    return fence;
  }

  private static Fence choose(ClaudeSettings settings) {
    var setpriv = works("setpriv", "--pdeathsig", "KILL", "--", "true");
    if (!settings.sandbox()) {
      return new OpenField("switched off by flow.claude.sandbox=false", setpriv);
    }
    if (onPath("bwrap").isEmpty()) {
      return new OpenField("bubblewrap is not installed (package bubblewrap)", setpriv);
    }
    var command = settings.commandWords().getFirst();
    var executable = onPath(command);
    if (executable.isEmpty()) {
      return new OpenField("the command " + command + " was not found", setpriv);
    }
    return works(
            "bwrap",
            "--unshare-all",
            "--share-net",
            "--die-with-parent",
            "--cap-drop",
            "ALL",
            "--ro-bind",
            "/",
            "/",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "true")
        ? new Bubblewrap(executable.get())
        : new OpenField("bubblewrap is installed but may not make namespaces here", setpriv);
  }

  /// The real file behind a command.
  static Optional<Path> onPath(String command) {
    if (command.contains("/")) {
      return real(Path.of(command));
    }
    var path = System.getenv("PATH");
    return path == null
        ? Optional.empty()
        : List.of(path.split(File.pathSeparator)).stream()
            .map(folder -> Path.of(folder, command))
            .filter(Files::isExecutable)
            .findFirst()
            .flatMap(Fences::real);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Files.isExecutable(path) ? Optional.of(path.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean works(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
