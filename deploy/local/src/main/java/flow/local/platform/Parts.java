package flow.local.platform;

import flow.local.kafka.LocalKafkaServer;
import flow.local.platform.Settings.Slack;
import flow.local.postgres.LocalPostgresServer;
import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The processes that make up the platform with these settings.
public final class Parts {

  private static final String POSTGRES_PROGRAMS = "postgres-18.6";

  /// The offline model takes any key; the CLI wants one.
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
    parts.addServices(parts.dsn(), parts.brokers());
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
    var programs = settings.cache().resolve(POSTGRES_PROGRAMS);
    var server = new LocalPostgresServer(programs, settings.data(), settings.ports().postgres());
    specs.add(server.spec());
    secrets.add(server.password());
    return server.dsn();
  }

  private String brokers() {
    return settings.brokers().orElseGet(this::ownBrokers);
  }

  private String ownBrokers() {
    var server = new LocalKafkaServer(settings.data(), settings.ports().kafka());
    specs.add(server.spec());
    var result = server.cache();
    rehearsals.add(new Rehearsal("kafka", result, server.rehearsal(Rehearsal.draft(result))));
    return server.brokers();
  }

  private void addServices(String dsn, String brokers) {
    var ports = settings.ports();
    var shared =
        Map.of(
            "DSN",
            dsn,
            "KAFKA_BOOTSTRAP_SERVERS",
            brokers,
            "FLOW_API_TOKEN",
            settings.apiToken(),
            "FLOW_INSTANCE",
            "local",
            "FLOW_DATA_DIR",
            settings.data().toString(),
            "FLOW_PUBLIC_URL",
            settings.publicUrl());
    add("kv-service", ports.kv(), Layer.SERVICE, surroundings().with(shared));
    add("worklet-service", ports.worklet(), Layer.SERVICE, forge().with(shared));
    add("session-service", ports.session(), Layer.SERVICE, model().with(shared));
    add("slack-gateway", ports.gateway(), Layer.EDGE, slack().with(shared));
  }

  private void add(String name, int port, Layer layer, Surroundings surroundings) {
    var service = JavaService.of(settings, name, port, surroundings);
    if (!service.isBuilt()) {
      return;
    }
    specs.add(service.spec(layer));
    rehearsals.add(service.rehearsal());
  }

  private Surroundings slack() {
    var real = surroundings(Credential.SLACK);
    if (settings.slack() != Slack.SIMULATED) {
      return real;
    }
    var port = settings.ports().simulator();
    var ready = new Readiness.Line("Slack simulator: http");
    specs.add(JavaService.simulator(settings, "slack-simulator", port, ready));
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
    var address = "http://127.0.0.1:" + port;
    var ready = new Readiness.Answer(URI.create(address + "/requests"));
    specs.add(JavaService.simulator(settings, "model-simulator", port, ready));
    return real.with(Map.of("ANTHROPIC_BASE_URL", address, "ANTHROPIC_API_KEY", OFFLINE_KEY));
  }

  private Surroundings forge() {
    return surroundings(Credential.FORGE);
  }

  private Surroundings surroundings(Credential... own) {
    return Surroundings.of(settings, own);
  }
}
