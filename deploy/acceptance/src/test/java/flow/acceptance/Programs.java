package flow.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The services' jars, unpacked as `deploy/flow up` unpacks them after a build.
final class Programs {

  private static final List<String> SERVICES =
      List.of("kv-service", "session-service", "slack-gateway", "worklet-service");
  private static boolean unpacked;

  private Programs() {}

  /// Unpacks what this build made, once per run of the tests.
  static synchronized void unpack(Path root) throws IOException {
    for (var service : unpacked ? List.<String>of() : SERVICES) {
      unpack(root.resolve(service).resolve("target"), service);
    }
    unpacked = true;
  }

  private static void unpack(Path target, String service) throws IOException {
    var log = target.resolve("unpacking.log");
    var java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                target.resolve(service + ".jar").toString(),
                "extract",
                "--force",
                "--destination",
                target.resolve("app").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!java.waitFor(120, TimeUnit.SECONDS) || java.exitValue() != 0) {
        throw new IllegalStateException(service + " cannot be unpacked: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
