package flow.worklet.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import flow.worklet.engine.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads from this machine's process table where a container's programs listen. On an engine
/// elsewhere there is nothing to read.
final class Listeners {

  private static final String LISTENING = "0A";

  /// Docker's own name server in every container, 127.0.0.11.
  private static final String NAME_SERVER = "0B00007F:";

  private Listeners() {}

  static List<Listener> of(InspectContainerResponse container) {
    var pid = container.getState().getPidLong();
    if (pid == null || pid <= 0) {
      return List.of();
    }
    return Stream.of("tcp", "tcp6")
        .map(table -> Path.of("/proc", pid.toString(), "net", table))
        .flatMap(Listeners::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields ->
            fields.length > 3 && fields[3].equals(LISTENING) && !fields[1].startsWith(NAME_SERVER))
        .map(fields -> listener(fields[1]))
        .distinct()
        .toList();
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.isReadable(table) ? Files.readAllLines(table).stream().skip(1) : Stream.empty();
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  /// @param address such as `0100007F:1F90`
  private static Listener listener(String address) {
    var parts = address.split(":");
    boolean everywhere = parts[0].chars().allMatch(c -> c == '0');
    return new Listener(Integer.parseInt(parts[1], 16), everywhere);
  }
}
