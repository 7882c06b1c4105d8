package flow.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.Decision;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Expired;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionId;
import flow.model.simulator.ModelSimulator;
import flow.session.testing.Processes;
import flow.session.testing.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A service with one process at once, short patience and restarts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestartTest {

  static final String[] TIGHT = {
    "--MAX_SESSIONS=1", "--SESSION_TIMEOUT=3s", "--flow.session.drain=1s"
  };

  RunningService service;

  @BeforeAll
  void start() {
    service = new RunningService(TIGHT);
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void stopsAnIdleProcessAndGoesOnWithTheNextPrompt() throws IOException {
    var session = SessionId.random();
    service.say(session, "sim: say One.");
    var _ = service.events().await(session, Expired.class);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Processes.of(session).isEmpty());

    try (var files = Files.walk(service.folder(session).resolve("config"))) {
      files.filter(file -> file.toString().endsWith(".jsonl")).forEach(RestartTest::delete);
    }
    var next = service.prompt(session, "sim: recall");

    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
    assertThat(service.events().of(session, BlockCompleted.class))
        .last()
        .extracting(BlockCompleted::text)
        .asString()
        .contains("sim: say One. || sim: recall");
  }

  @Test
  void letsSessionsWaitForAFreeProcess() {
    var busy = SessionId.random();
    var waiting = SessionId.random();
    service.say(busy, "sim: words 200 delay 20ms");
    var _ = service.events().await(busy, TextAppended.class);

    service.say(waiting, "sim: say At last.");

    assertThat(service.events().await(waiting, Queued.class))
        .returns(Queued.Reason.NO_FREE_PROCESS, Queued::reason)
        .returns(0, Queued::ahead);
    var _ = service.events().await(waiting, Completed.class);
    assertThat(service.events().of(busy, Completed.class)).hasSize(1);
  }

  @Test
  void handsARunningTurnOverToTheNextStart() {
    var session = SessionId.random();
    service.say(session, "sim: words 300 delay 20ms");
    var _ = service.events().await(session, TextAppended.class);

    service.restart(TIGHT);

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().of(session, Started.class))
        .extracting(Started::attempt)
        .containsExactly(1, 2);
    assertThat(service.events().of(session, BlockCompleted.class))
        .extracting(BlockCompleted::text)
        .containsExactly(ModelSimulator.words(300));
    assertThat(service.events().of(session)).extracting("epoch").contains(1L, 2L);
  }

  @Test
  void remembersWhatWasAllowedForTheSession() {
    var session = SessionId.random();
    service.say(session, "sim: run mkdir one then say done");
    var asked = service.events().await(session, ApprovalRequested.class);
    service.decide(session, asked.approval(), Decision.ALLOW_FOR_SESSION);
    var _ = service.events().await(session, Expired.class);

    var next = service.prompt(session, "sim: run mkdir one -p two then say done");

    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
    assertThat(service.events().of(session, ApprovalRequested.class)).hasSize(1);
    assertThat(service.folder(session).resolve("workspace/two")).isDirectory();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
