package flow.local.process;

import java.io.IOException;
import java.util.function.Consumer;

/// Carries what a process prints into its log, until it ends.
///
/// @param process whose output to read
/// @param log where each line goes
/// @param listener told of each line
record LogReader(Process process, LogFile log, Consumer<String> listener) implements Runnable {

  @Override
  public void run() {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line);
        listener.accept(line);
      }
    } catch (IOException closedOrDiskFull) {
      // A process that cannot be logged must not hang on a full pipe: closing it lets it go on.
      listener.accept("");
    }
  }
}
