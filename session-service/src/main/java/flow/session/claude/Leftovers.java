package flow.session.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds processes whose service was killed: they carry its process id and start time in their
/// environment, and so does everything they started.
final class Leftovers {

  static final String VARIABLE = "FLOW_SESSION_SERVICE";

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /// This service's own mark.
  static String marker() {
    return mark(ProcessHandle.current());
  }

  /// Kills what services left behind that live no more.
  static void kill() {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        marker(process).filter(marker -> !lives(marker)).ifPresent(_ -> kill(process));
      }
    } catch (IOException e) {
      LOG.warn("Cannot look for processes that an earlier run left behind: {}", e.toString());
    }
  }

  private static void kill(Path process) {
    var pid = Long.parseLong(process.getFileName().toString());
    LOG.warn("Killing process {}, which an earlier run of this service left behind", pid);
    ProcessHandle.of(pid).ifPresent(handle -> new ProcessTree(handle).kill());
  }

  private static Optional<String> marker(Path process) {
    try {
      var environment = new String(Files.readAllBytes(process.resolve("environ")), UTF_8);
      return Arrays.stream(environment.split("\0"))
          .filter(variable -> variable.startsWith(VARIABLE + "="))
          .map(variable -> variable.substring(VARIABLE.length() + 1))
          .findFirst();
    } catch (IOException goneOrNotOurs) {
      return Optional.empty();
    }
  }

  private static boolean lives(String marker) {
    var pid = marker.replaceFirst("/.*", "");
    return pid.matches("\\d+")
        && ProcessHandle.of(Long.parseLong(pid))
            .filter(ProcessHandle::isAlive)
            .map(handle -> mark(handle).equals(marker))
            .orElse(false);
  }

  private static String mark(ProcessHandle handle) {
    return handle.pid() + "/" + handle.info().startInstant().map(Object::toString).orElse("");
  }
}
