package flow.local.platform;

import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Ending;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.ChildSpec.Preparation;
import flow.local.process.ChildSpec.Program;
import flow.local.process.Readiness;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A service of ours in a JVM of its own.
///
/// @param name the service, also the folder of its module and the name of its jar
/// @param port its public port; its management port is a thousand higher
/// @param jvm how it is run
/// @param environment its environment
/// @param data where it runs
record JavaService(String name, int port, Jvm jvm, Map<String, String> environment, Path data) {

  private static final int MANAGEMENT_OFFSET = 1000;
  private static final int HEAP = 192;
  private static final int SIMULATOR_HEAP = 96;
  private static final Duration DRAIN = Duration.ofSeconds(40);
  private static final Duration SIMULATOR_GRACE = Duration.ofSeconds(5);

  static JavaService of(Settings settings, String name, int port, Surroundings surroundings) {
    var ports =
        Map.of(
            "SERVER_PORT", Integer.toString(port),
            "MANAGEMENT_SERVER_PORT", Integer.toString(port + MANAGEMENT_OFFSET));
    var jar = settings.programs().resolve(Path.of(name, "target", "app", name + ".jar"));
    return new JavaService(
        name, port, new Jvm(jar, HEAP), surroundings.with(ports).variables(), settings.data());
  }

  static ChildSpec simulator(Settings settings, String name, int port, Readiness readiness) {
    var jar =
        settings.programs().resolve(Path.of("deploy", name, "target", "app", name + "-app.jar"));
    var variables =
        Surroundings.of(settings)
            .with(
                Map.of(
                    "SERVER_PORT", Integer.toString(port),
                    "FLOW_SIMULATOR_FILE",
                        settings.data().resolve("slack-simulator.json").toString()))
            .variables();
    return new ChildSpec(
        name,
        port,
        Layer.SIMULATOR,
        new Program(new Jvm(jar, SIMULATOR_HEAP).command(), List.of(), variables, settings.data()),
        readiness,
        Ending.within(SIMULATOR_GRACE),
        Preparation.NONE);
  }

  boolean isBuilt() {
    return Files.exists(jvm.application());
  }

  ChildSpec spec(Layer layer) {
    var readiness =
        "http://127.0.0.1:%d/actuator/health/readiness".formatted(port + MANAGEMENT_OFFSET);
    return new ChildSpec(
        name,
        port,
        layer,
        new Program(jvm.command(), List.of(), environment, data),
        new Readiness.Answer(URI.create(readiness)),
        Ending.within(DRAIN),
        Preparation.NONE);
  }

  Rehearsal rehearsal() {
    return new Rehearsal(
        name, jvm.cache(), new Program(jvm.rehearsal(), Rehearsal.POLITELY, environment, data));
  }
}
