package flow.local.platform;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.concurrent.TimeUnit.SECONDS;

import flow.local.process.ChildSpec.Program;
import flow.local.process.Spawner;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;

/// Starts a newly built service once without letting it serve, so that it starts fast from then on.
///
/// It needs the database, for the migrations. Without its result everything works, only slower.
///
/// @param name the service
/// @param jvm how it is run
/// @param program its surroundings
public record Rehearsal(String name, Jvm jvm, Program program) {

  private static final long LIMIT_SECONDS = 90;

  boolean isNeeded() {
    return !Files.exists(jvm.cache());
  }

  void run(Spawner spawner, Progress progress) {
    var file = jvm.cache().resolveSibling("application.aot.new");
    var rehearsal =
        new Program(
            jvm.rehearsal(file), program.wrapper(), program.environment(), program.directory());
    try {
      var process = spawner.start(rehearsal, Redirect.DISCARD);
      if (process.waitFor(LIMIT_SECONDS, SECONDS) && Files.exists(file)) {
        Files.move(file, jvm.cache(), REPLACE_EXISTING);
        return;
      }
      process.destroyForcibly();
      progress.say("%s will start more slowly: its rehearsal failed".formatted(name));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      progress.say("%s will start more slowly: %s".formatted(name, e.getMessage()));
    }
  }
}
