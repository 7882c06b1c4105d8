package flow.kv.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program run to its end.
final class Command {

  private Command() {}

  /// What it printed; throws when it fails.
  static String output(Path folder, String... command) {
    return output(folder, Duration.ofMinutes(1), Map.of(), command);
  }

  /// What it printed; throws, with what it printed, when it fails or takes longer than allowed.
  static String output(
      Path folder, Duration limit, Map<String, String> environment, String... command) {
    try {
      // A file, not a pipe: a program that hangs holds its pipe open, and the reader with it.
      var output = Files.createTempFile("command", ".log");
      try {
        var builder =
            new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile()).environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var ended = waitFor(process, limit);
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          var end = ended ? "ended with " + process.exitValue() : "did not end within " + limit;
          throw new AssertionError("%s %s:%n%s".formatted(List.of(command), end, text));
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it ended by itself; else it is killed, with all that it started.
  private static boolean waitFor(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return false;
  }
}
