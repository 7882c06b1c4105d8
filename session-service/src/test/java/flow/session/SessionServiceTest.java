package flow.session;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.SessionCommand.Prompt;
import flow.events.SessionEvent;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Opened;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionId;
import flow.events.Topic;
import flow.events.kafka.Publisher;
import flow.model.simulator.ModelSimulator;
import flow.session.testing.HeardEvents;
import flow.session.testing.LocalClaude;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on real parts: Kafka, PostgreSQL, the real CLI; only the model is simulated.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionServiceTest {

  ModelSimulator model;
  HeardEvents events;
  ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path data) {
    var claude = LocalClaude.command();
    model = ModelSimulator.expecting("the-real-key");
    events = new HeardEvents(LocalKafka.brokers());
    service =
        new SpringApplicationBuilder(SessionServiceApplication.class)
            .run(
                "--DSN=" + LocalPostgres.fresh(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + LocalKafka.brokers(),
                "--FLOW_DATA_DIR=" + data,
                "--FLOW_CLAUDE_COMMAND=" + claude,
                "--ANTHROPIC_BASE_URL=" + model.url(),
                "--ANTHROPIC_API_KEY=the-real-key",
                "--server.port=0",
                "--management.server.port=0");
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
      events.close();
      model.close();
    }
  }

  @Test
  void answersAPrompt() {
    var session = SessionId.random();

    prompt(session, "sim: words 300 delay 3ms");

    var completed = events.await(session, Completed.class);
    assertThat(completed.usage().outputTokens()).isPositive();
    assertThat(completed.usage().model()).startsWith("claude-");
    assertThat(events.await(session, Opened.class).epoch()).isEqualTo(1);
    assertThat(events.await(session, Started.class).attempt()).isEqualTo(1);
    assertThat(events.of(session, BlockCompleted.class))
        .extracting(BlockCompleted::text)
        .containsExactly(ModelSimulator.words(300));
    assertThat(
            events.of(session, TextAppended.class).stream()
                .map(TextAppended::text)
                .collect(Collectors.joining()))
        .isEqualTo(ModelSimulator.words(300));
    assertThat(events.of(session)).extracting(SessionEvent::seq).isSorted();
  }

  private void prompt(SessionId session, String text) {
    service
        .getBean(Publisher.class)
        .publish(
            Topic.SESSION_COMMANDS,
            new Prompt(
                session, CommandId.random(), new Origin.Rest("test"), text, null, Instant.now()))
        .block();
  }
}
