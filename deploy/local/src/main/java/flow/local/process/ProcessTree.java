package flow.local.process;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A process and all that it started.
record ProcessTree(Process root, List<ProcessHandle> descendants) {

  static ProcessTree of(Process root) {
    return new ProcessTree(root, root.descendants().toList());
  }

  /// Asks the root to stop; what is still there when the time is over is killed.
  void stop(ChildSpec.Ending ending) throws InterruptedException {
    send(ending.signal());
    var stopped = root.waitFor(ending.grace().toNanos(), NANOSECONDS);
    if (!stopped) {
      root.descendants().forEach(ProcessHandle::destroyForcibly);
      root.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
    root.waitFor();
  }

  private void send(String signal) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, root.pid() + "")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("kill cannot be started", e);
    }
  }
}
