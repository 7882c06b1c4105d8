package flow.local.platform;

import flow.local.kafka.LocalKafkaServer;
import flow.local.platform.Settings.Slack;
import flow.local.postgres.LocalPostgresServer;
import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Ending;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.ChildSpec.Preparation;
import flow.local.process.ChildSpec.Program;
import flow.local.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// The processes that make up the platform with these settings.
public final class Parts {

  private static final Duration DRAIN = Duration.ofSeconds(40);
  private static final int MANAGEMENT_OFFSET = 1000;
  private static final int SERVICE_HEAP = 192;
  private static final int SIMULATOR_HEAP = 96;
  private static final String OFFLINE_KEY = "sk-ant-offline-model";

  private final Settings settings;
  private final List<ChildSpec> specs = new ArrayList<>();
  private final List<Rehearsal> rehearsals = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();

  private Parts(Settings settings) {
    this.settings = settings;
  }

  /// Decides what runs.
  ///
  /// @throws IOException when the database's password cannot be made
  public static Parts of(Settings settings) throws IOException {
    var parts = new Parts(settings);
    parts.addAll(parts.dsn(), parts.brokers());
    return parts;
  }

  public List<ChildSpec> specs() {
    return List.copyOf(specs);
  }

  public List<Rehearsal> rehearsals() {
    return List.copyOf(rehearsals);
  }

  /// What was made up here and must not be written to a log.
  public String[] secrets() {
    return secrets.toArray(String[]::new);
  }

  private String dsn() throws IOException {
    var given = settings.dsn();
    if (given.isPresent()) {
      return given.get();
    }
    var server =
        new LocalPostgresServer(
            settings.cache().resolve("postgres-18.6"),
            settings.data(),
            settings.ports().postgres());
    specs.add(server.spec());
    secrets.add(server.password());
    return server.dsn();
  }

  private String brokers() {
    return settings
        .brokers()
        .orElseGet(() -> {
          var server = new LocalKafkaServer(settings.data(), settings.ports().kafka());
          specs.add(server.spec());
          return server.brokers();
        });
  }

  private void addAll(String dsn, String brokers) {
    var ports = settings.ports();
    var shared =
        Map.of(
            "DSN",
            dsn,
            "KAFKA_BOOTSTRAP_SERVERS",
            brokers,
            "FLOW_INSTANCE",
            "local",
            "FLOW_DATA_DIR",
            settings.data().toString(),
            "FLOW_PUBLIC_URL",
            settings.publicUrl());
    addService("kv-service", ports.kv(), Layer.SERVICE, surroundings().with(shared));
    addService(
        "worklet-service",
        ports.worklet(),
        Layer.SERVICE,
        surroundings(Credential.FORGE).with(shared));
    addService("session-service", ports.session(), Layer.SERVICE, model().with(shared));
    addService("slack-gateway", ports.gateway(), Layer.EDGE, slack().with(shared));
  }

  private Surroundings slack() {
    var real = surroundings(Credential.SLACK);
    if (settings.slack() != Slack.SIMULATED) {
      return real;
    }
    var port = settings.ports().simulator();
    addSimulator("slack-simulator", port, new Readiness.Line("Slack simulator: http"));
    return real.with(
        Map.of(
            "SLACK_API_URL", "http://127.0.0.1:%d/api/".formatted(port),
            "SLACK_APP_TOKEN", "xapp-simulator",
            "SLACK_BOT_TOKEN", "xoxb-simulator"));
  }

  private Surroundings model() {
    var real = surroundings(Credential.MODEL);
    if (settings.hasModel()) {
      return real;
    }
    var port = settings.ports().model();
    addSimulator(
        "model-simulator",
        port,
        new Readiness.Answer(URI.create("http://127.0.0.1:%d/requests".formatted(port))));
    return real.with(
        Map.of("ANTHROPIC_BASE_URL", "http://127.0.0.1:" + port, "ANTHROPIC_API_KEY", OFFLINE_KEY));
  }

  private void addSimulator(String name, int port, Readiness readiness) {
    var program = unpacked("deploy/" + name, name + "-app.jar");
    if (!Files.exists(program)) {
      return;
    }
    specs.add(
        new ChildSpec(
            name,
            port,
            Layer.SIMULATOR,
            new Program(
                new Jvm(program, SIMULATOR_HEAP).command(),
                List.of(),
                Surroundings.of(settings, EnumSet.noneOf(Credential.class))
                    .with(
                        Map.of(
                            "SERVER_PORT", Integer.toString(port),
                            "FLOW_SIMULATOR_FILE",
                                settings.data().resolve("slack-simulator.json").toString()))
                    .variables(),
                settings.data()),
            readiness,
            Ending.within(Duration.ofSeconds(5)),
            Preparation.NONE));
  }

  private void addService(String name, int port, Layer layer, Surroundings surroundings) {
    var management = port + MANAGEMENT_OFFSET;
    var jvm = new Jvm(unpacked(name, name + ".jar"), SERVICE_HEAP);
    if (!Files.exists(jvm.application())) {
      return;
    }
    var own =
        surroundings.with(
            Map.of(
                "SERVER_PORT", Integer.toString(port),
                "MANAGEMENT_SERVER_PORT", Integer.toString(management)));
    var program = new Program(jvm.command(), List.of(), own.variables(), settings.data());
    var readiness = "http://127.0.0.1:%d/actuator/health/readiness".formatted(management);
    specs.add(
        new ChildSpec(
            name,
            port,
            layer,
            program,
            new Readiness.Answer(URI.create(readiness)),
            Ending.within(DRAIN),
            Preparation.NONE));
    rehearsals.add(new Rehearsal(name, jvm, program));
  }

  private Surroundings surroundings(Credential... own) {
    var needed = EnumSet.of(Credential.PLATFORM, own);
    return Surroundings.of(settings, needed);
  }

  private Path unpacked(String module, String jar) {
    return settings.programs().resolve(module).resolve("target").resolve("app").resolve(jar);
  }
}
