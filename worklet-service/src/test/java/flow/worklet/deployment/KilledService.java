package flow.worklet.deployment;

import flow.worklet.WorkletServiceApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/// The service in a process of its own, which has itself killed at given places, once at each.
public final class KilledService {

  /// Names the folder with the places.
  static final String PLACES = "flow.test.deaths";

  private KilledService() {}

  public static void main(String[] arguments) {
    var _ =
        new SpringApplicationBuilder(WorkletServiceApplication.class, Deaths.class).run(arguments);
  }

  static final class Deaths {

    /// Dies after a step's work was done and before that is noted, when a file named after the step
    /// lies in the folder.
    @Bean
    static Checkpoint deaths() {
      var folder = Path.of(System.getProperty(PLACES));
      return (step, done) -> {
        if (done && Files.exists(folder.resolve(step.name())) && isFirst(folder, step.name())) {
          die();
        }
      };
    }

    private static void die() {
      try {
        var pid = String.valueOf(ProcessHandle.current().pid());
        var _ = new ProcessBuilder("kill", "-9", pid).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        LockSupport.park();
      }
    }

    private static boolean isFirst(Path folder, String step) {
      try {
        var _ = Files.createFile(folder.resolve(step + ".died"));
        return true;
      } catch (FileAlreadyExistsException died) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
