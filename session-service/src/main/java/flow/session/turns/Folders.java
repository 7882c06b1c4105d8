package flow.session.turns;

import flow.events.SessionId;
import flow.session.claude.SessionFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Where sessions live below the data folder.
public final class Folders {

  private final Path data;

  Folders(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  SessionFolder of(SessionId session, @Nullable String workspace) {
    var own = data.resolve("sessions").resolve(session.toString());
    return new SessionFolder(
        session,
        own,
        workspace == null ? own.resolve("workspace") : Path.of(workspace).normalize());
  }

  /// Whether a session may work there: only worklets' sources are shared.
  public boolean mayWorkIn(String workspace) {
    var worklets = data.resolve("worklets");
    var path = Path.of(workspace).normalize();
    return path.isAbsolute() && path.startsWith(worklets) && !path.equals(worklets);
  }

  Mono<Void> remove(SessionId session) {
    return Mono.<Void>fromCallable(
            () -> {
              delete(of(session, null).path());
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException error)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
