package flow.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Processes of a run on the same data folder that outlived it.
public final class Leftovers {

  /// Tells whose process it is; each process of the platform has it in its environment.
  static final String MARK = "FLOW_RUN";

  private static final Path PROCESSES = Path.of("/proc");

  private Leftovers() {}

  /// Kills them: whoever holds the lock on the data folder is the only one who may run there.
  public static void end(Path data) {
    for (var process : of(data)) {
      process.destroyForcibly();
    }
  }

  static List<ProcessHandle> of(Path data) {
    var mark = MARK + "=" + data;
    var self = ProcessHandle.current();
    return ProcessHandle.allProcesses()
        .filter(process -> !process.equals(self) && hasMark(process, mark))
        .toList();
  }

  private static boolean hasMark(ProcessHandle process, String mark) {
    try {
      var environment = Files.readAllBytes(PROCESSES.resolve(process.pid() + "/environ"));
      var variables = new String(environment, UTF_8).split("\0");
      return List.of(variables).contains(mark);
    } catch (IOException goneOrForeign) {
      return false;
    }
  }
}
