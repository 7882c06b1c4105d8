package flow.session.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import flow.events.CommandId;
import flow.events.Decision;
import flow.events.Origin;
import flow.events.SessionCommand.Amend;
import flow.events.SessionCommand.End;
import flow.events.SessionCommand.Prompt;
import flow.events.SessionCommand.Withdraw;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Ended;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.SessionId;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class StopTest {

  final RunningService service = SharedService.get();
  final SessionId session = SessionId.random();

  @Test
  void stopsInMidSentenceAndKeepsWhatWasSaid() {
    var turn = service.prompt(session, "sim: words 2000 delay 20ms");
    var _ = service.events().await(session, TextAppended.class);

    service.cancel(session, turn);

    var interrupted = service.events().await(session, Interrupted.class);
    assertThat(interrupted.cause()).isEqualTo(Interrupted.Cause.CANCELLED);
    assertThat(interrupted.by()).isEqualTo("U1");
    assertThat(service.events().await(session, BlockCompleted.class).text()).startsWith("word1 ");
    answersAgain();
  }

  @Test
  void stopsARunningTool() {
    service.say(
        session,
        "sim: run for i in 1 2 3; do cat /dev/zero | head -c 99 >/dev/null; done; cat <(sleep 300) then say no");
    var asked = service.events().await(session, ApprovalRequested.class);
    service.decide(session, asked.approval(), Decision.ALLOW_ONCE);
    var _ = service.events().await(session, ApprovalDecided.class);

    service.cancel(session, null);

    var _ = service.events().await(session, Interrupted.class);
    assertThat(service.events().of(session, ToolFinished.class))
        .extracting(ToolFinished::outcome)
        .containsExactly(ToolFinished.Outcome.FAILED);
    answersAgain();
  }

  @Test
  void stopsWhileAQuestionIsOpen() {
    service.say(session, "sim: write page.html hello then say no");
    var asked = service.events().await(session, ApprovalRequested.class);

    service.cancel(session, null);

    assertThat(service.events().await(session, ApprovalDecided.class).outcome())
        .isEqualTo(ApprovalDecided.Outcome.LAPSED);
    var _ = service.events().await(session, Interrupted.class);
    service.decide(session, asked.approval(), Decision.ALLOW_ONCE);
    answersAgain();
    assertThat(service.folder(session).resolve("workspace/page.html")).doesNotExist();
  }

  @Test
  void runsOnePromptAfterTheOther() {
    var first = service.prompt(session, "sim: words 60 delay 20ms");
    var _ = service.events().await(session, Started.class);
    var second = service.prompt(session, "sim: say Two.");
    var third = service.prompt(session, "sim: say Three.");

    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(third));
    assertThat(service.events().of(session, Started.class))
        .extracting(Started::turn)
        .containsExactly(first, second, third);
    assertThat(service.events().of(session, Queued.class))
        .filteredOn(queued -> queued.reason() == Queued.Reason.SESSION_BUSY)
        .extracting(Queued::turn, Queued::ahead, Queued::reason)
        .containsExactly(
            tuple(second, 1, Queued.Reason.SESSION_BUSY),
            tuple(third, 2, Queued.Reason.SESSION_BUSY));
  }

  @Test
  void changesAndTakesBackWhatStillWaits() {
    service.say(session, "sim: words 100 delay 20ms");
    var _ = service.events().await(session, Started.class);
    var amended = service.prompt(session, "sim: say Wrong.");
    var withdrawn = service.prompt(session, "sim: say Never.");
    var _ =
        service.events().await(session, Queued.class, queued -> queued.turn().equals(withdrawn));

    service.send(new Amend(session, CommandId.random(), amended, "sim: say Right.", Instant.now()));
    service.send(new Withdraw(session, CommandId.random(), withdrawn, Instant.now()));

    assertThat(service.events().await(session, Interrupted.class))
        .returns(withdrawn, Interrupted::turn)
        .returns(Interrupted.Cause.WITHDRAWN, Interrupted::cause);
    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(amended));
    assertThat(service.events().of(session, BlockCompleted.class))
        .extracting(BlockCompleted::text)
        .contains("Right.")
        .doesNotContain("Wrong.", "Never.");
  }

  @Test
  void takesOneCommandTwiceAsOne() {
    var prompt =
        new Prompt(
            session,
            CommandId.random(),
            new Origin.Rest("test"),
            "sim: say Once.",
            null,
            Instant.now());

    service.send(prompt);
    service.send(prompt);
    var _ = service.events().await(session, Completed.class);
    answersAgain();

    assertThat(service.events().of(session, BlockCompleted.class))
        .extracting(BlockCompleted::text)
        .containsExactly("Once.", "Here again.");
  }

  @Test
  void endsForGoodAndRemovesTheFolder() {
    service.say(session, "sim: words 2000 delay 20ms");
    var _ = service.events().await(session, TextAppended.class);
    assertThat(service.folder(session)).exists();

    service.send(new End(session, CommandId.random(), "U1", Instant.now()));

    var _ = service.events().await(session, Ended.class);
    assertThat(service.events().await(session, Interrupted.class).by()).isEqualTo("U1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Files.exists(service.folder(session)));
    service.say(session, "sim: say Never.");
    assertThat(service.events().await(session, Failed.class).cause())
        .isEqualTo("This session is over.");
  }

  @Test
  void refusesAWorkspaceOutsideOfTheWorklets() {
    service.say(session, "sim: say no", service.data().resolve("elsewhere").toString());

    assertThat(service.events().await(session, Failed.class).cause()).contains("may not work in");
    assertThat(service.events().of(session, ToolStarted.class)).isEmpty();
  }

  private void answersAgain() {
    var next = service.prompt(session, "sim: say Here again.");
    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
  }
}
