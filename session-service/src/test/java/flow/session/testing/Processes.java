package flow.session.testing;

import flow.events.SessionId;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// The CLI processes on this machine, as its operating system sees them.
public final class Processes {

  private Processes() {}

  /// Those that work for a session, sandboxes included.
  public static List<ProcessHandle> of(SessionId session) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(session.toString()))
        .toList();
  }

  /// Kills them all at once, as `kill -9` does.
  public static void kill(SessionId session) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !of(session).isEmpty());
    of(session).forEach(ProcessHandle::destroyForcibly);
  }
}
