package flow.session.testing;

import flow.events.CommandId;
import flow.events.Decision;
import flow.events.Origin;
import flow.events.SessionCommand;
import flow.events.SessionId;
import flow.events.Topic;
import flow.events.TurnId;
import flow.events.kafka.Publisher;
import flow.model.simulator.ModelSimulator;
import flow.session.SessionServiceApplication;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/// The whole service on real parts: Kafka, PostgreSQL, the real CLI; only the model is simulated.
public final class RunningService implements AutoCloseable {

  public static final String KEY = "sk-ant-the-real-key";
  public static final String OPERATOR = "operators-token";

  private final ModelSimulator model = ModelSimulator.expecting(KEY);
  private final String brokers = LocalKafka.fresh();
  private final HeardEvents events = new HeardEvents(brokers);
  private final Path data;
  private final String dsn = LocalPostgres.fresh();
  private final String group;
  private ConfigurableApplicationContext service;

  /// @param settings more of them, as `--name=value`
  public RunningService(String... settings) {
    var claude = LocalClaude.command();
    this.data = temporaryFolder();
    this.group = "session-" + Long.toHexString(System.nanoTime());
    this.service = run(claude, settings);
  }

  public ModelSimulator model() {
    return model;
  }

  public HeardEvents events() {
    return events;
  }

  public Path data() {
    return data;
  }

  public Path folder(SessionId session) {
    return data.resolve("sessions").resolve(session.toString());
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  public int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /// Stops the service in order and starts it again on the same data.
  public void restart(String... settings) {
    service.close();
    service = run(LocalClaude.command(), settings);
  }

  public void say(SessionId session, String text) {
    var _ = prompt(session, text);
  }

  public void say(SessionId session, String text, String workspace) {
    var _ = prompt(session, text, workspace);
  }

  public TurnId prompt(SessionId session, String text) {
    return prompt(session, text, null);
  }

  public TurnId prompt(SessionId session, String text, @Nullable String workspace) {
    var prompt =
        new SessionCommand.Prompt(
            session, CommandId.random(), new Origin.Rest("test"), text, workspace, Instant.now());
    send(prompt);
    return prompt.turn();
  }

  public void cancel(SessionId session, @Nullable TurnId turn) {
    send(new SessionCommand.Cancel(session, CommandId.random(), turn, "U1", Instant.now()));
  }

  public void decide(SessionId session, String approval, Decision decision) {
    send(
        new SessionCommand.Decide(
            session, CommandId.random(), approval, decision, "U1", null, Instant.now()));
  }

  public void send(SessionCommand command) {
    service.getBean(Publisher.class).publish(Topic.SESSION_COMMANDS, command).block();
  }

  @Override
  public void close() {
    service.close();
    events.close();
    model.close();
  }

  private ConfigurableApplicationContext run(String claude, String... settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--DSN=" + dsn,
                "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
                "--FLOW_DATA_DIR=" + data,
                "--FLOW_CLAUDE_COMMAND=" + claude,
                "--FLOW_API_TOKEN=" + OPERATOR,
                "--FLOW_INSTANCE=" + group,
                "--ANTHROPIC_BASE_URL=" + model.url(),
                "--ANTHROPIC_API_KEY=" + KEY,
                "--SLACK_BOT_TOKEN=xoxb-planted-secret",
                "--GITHUB_TOKEN=ghp_plantedsecret",
                "--flow.kafka.group=" + group,
                "--flow.claude.start-within=3m",
                "--MAX_SESSIONS=6",
                "--server.port=0",
                "--management.server.port=0"));
    for (var setting : settings) {
      arguments.removeIf(known -> known.startsWith(setting.replaceFirst("=.*", "=")));
      arguments.add(setting);
    }
    return new SpringApplicationBuilder(SessionServiceApplication.class)
        .initializers(RunningService::withOwnEventLoops)
        .run(arguments.toArray(String[]::new));
  }

  /// Else the first service to close would stop the event loops of all others in this JVM.
  private static void withOwnEventLoops(ConfigurableApplicationContext context) {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.afterPropertiesSet();
    context.getBeanFactory().registerSingleton("reactorResourceFactory", resources);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("flow");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
