package flow.local;

import flow.local.platform.Leftovers;
import flow.local.platform.NotStarted;
import flow.local.platform.Parts;
import flow.local.platform.Platform;
import flow.local.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Runs the platform until it is told to stop. `deploy/flow up` becomes this process.
public final class Launcher {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final int FAILED = 1;

  private final Console console;
  private final Platform platform;
  private final Settings settings;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Launcher(Console console, Settings settings) throws IOException {
    var parts = Parts.of(settings);
    this.console = console;
    this.settings = settings;
    this.platform =
        new Platform(
            parts.specs(),
            parts.rehearsals(),
            settings.data(),
            settings.secrets(parts.secrets()),
            console);
  }

  /// Runs until it is told to stop.
  ///
  /// @param arguments the folder of the repository
  @SuppressWarnings("TimeZoneUsage") // this is where the clock comes from
  public static void main(String[] arguments) throws InterruptedException {
    var clock = Clock.systemUTC();
    var console = new Console(System.out, began(System.getenv(), clock), clock);
    try {
      new Launcher(console, Settings.of(System.getenv(), Path.of(arguments[0]))).run();
    } catch (NotStarted e) {
      console.announce("Flow could not start: " + e.getMessage());
      e.lastLines().forEach(line -> console.announce("  | " + line));
      System.exit(FAILED);
    } catch (IOException | IllegalArgumentException e) {
      console.announce("Flow could not start: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Leftovers.end(settings.data());
    platform.start(START_LIMIT);
    console.announce("Flow is ready: " + settings.address());
    stopped.await();
  }

  private void stop() {
    console.say("stopping");
    try {
      platform.stop();
      Leftovers.end(settings.data());
      console.say("stopped; the data is kept in " + settings.data());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private static Instant began(Map<String, String> environment, Clock clock) {
    return Optional.ofNullable(environment.get("FLOW_BEGAN_AT"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .orElseGet(clock::instant);
  }
}
