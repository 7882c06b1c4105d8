package flow.local.postgres;

import static java.util.Comparator.reverseOrder;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// The folder of a database cluster, and what a killed server leaves in it.
///
/// @param path the folder
record DataFolder(Path path) {

  private static final long GRACE_SECONDS = 10;
  private static final Path PROCESSES = Path.of("/proc");

  /// A folder counts only once it is whole: an interrupted first start leaves one without a mark.
  boolean isInitialised() {
    return Files.exists(mark());
  }

  void markInitialised() throws IOException {
    Files.createFile(mark());
  }

  void removeRemains() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Waits for the processes of a killed server, ends those that stay, and drops its lock.
  ///
  /// The lock names a process id. After a crash another program may have that id, and the server
  /// would then refuse to start for ever.
  void clearAfterCrash() throws IOException, InterruptedException {
    for (var left : processesInside()) {
      if (!endedBy(left)) {
        left.destroyForcibly();
      }
    }
    Files.deleteIfExists(path.resolve("postmaster.pid"));
  }

  private static boolean endedBy(ProcessHandle process) throws InterruptedException {
    try {
      CompletableFuture<ProcessHandle> end = process.onExit();
      end.get(GRACE_SECONDS, SECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process cannot fail", e);
    }
  }

  /// Each process of a server works in its data folder.
  private List<ProcessHandle> processesInside() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    var folder = path.toRealPath();
    return ProcessHandle.allProcesses().filter(process -> worksIn(folder, process)).toList();
  }

  private static boolean worksIn(Path folder, ProcessHandle process) {
    try {
      var place = PROCESSES.resolve(process.pid() + "/cwd");
      return Files.readSymbolicLink(place).equals(folder);
    } catch (IOException goneOrForeign) {
      return false;
    }
  }

  private Path mark() {
    return path.resolve("flow-initialised");
  }
}
