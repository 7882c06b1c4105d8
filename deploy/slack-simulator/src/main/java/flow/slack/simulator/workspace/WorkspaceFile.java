package flow.slack.simulator.workspace;

import flow.slack.simulator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Keeps a workspace's channels and messages in a file, so that a restart loses none.
public final class WorkspaceFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceFile.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workspace workspace;
  private final Path file;
  private final AtomicBoolean planned = new AtomicBoolean();

  public WorkspaceFile(Workspace workspace, Path file) {
    this.workspace = workspace;
    this.file = file.toAbsolutePath();
  }

  /// Reads what an earlier run kept and follows every change from now on.
  public void open() {
    if (Files.exists(file)) {
      workspace.restore(Json.MAPPER.readValue(file.toFile(), Snapshot.class));
    }
    workspace.listen(_ -> plan());
  }

  /// Writes at once.
  @Override
  public void close() {
    write();
  }

  private void plan() {
    if (planned.compareAndSet(false, true)) {
      Mono.delay(PAUSE)
          .publishOn(Schedulers.boundedElastic())
          .subscribe(_ -> write(), error -> LOG.error("{} could not be written", file, error));
    }
  }

  private synchronized void write() {
    planned.set(false);
    var text = Json.MAPPER.writeValueAsString(workspace.snapshot());
    var draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
