package flow.local.platform;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.concurrent.TimeUnit.SECONDS;

import flow.local.process.ChildSpec.Program;
import flow.local.process.Spawner;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts a newly built program once without letting it serve, and keeps what its JVM learned, so
/// that it starts in half the time from then on.
///
/// Without its result everything works, only slower. One that failed is not repeated at each start:
/// an empty file takes its result's place until the program is built anew.
///
/// @param name the program, for people
/// @param result where its JVM looks for what was learned
/// @param program runs, writes `result` with `.new` at its end, and ends
public record Rehearsal(String name, Path result, Program program) {

  private static final long LIMIT_SECONDS = 120;

  /// Where the program writes.
  static Path draft(Path result) {
    return result.resolveSibling(result.getFileName() + ".new");
  }

  boolean isNeeded() {
    return !Files.exists(result);
  }

  void run(Spawner spawner, Progress progress) {
    try {
      var process = spawner.start(program, Redirect.DISCARD);
      var hasEnded = process.waitFor(LIMIT_SECONDS, SECONDS);
      process.destroyForcibly();
      if (hasEnded && Files.exists(draft(result))) {
        Files.move(draft(result), result, REPLACE_EXISTING);
      } else {
        Files.createFile(result);
        progress.say("%s will start more slowly: its rehearsal did not work".formatted(name));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      progress.say("%s will start more slowly: %s".formatted(name, e.getMessage()));
    }
  }
}
