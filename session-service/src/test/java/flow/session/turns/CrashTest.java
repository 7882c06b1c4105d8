package flow.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.Decision;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionId;
import flow.model.simulator.ModelSimulator;
import flow.session.testing.Processes;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class CrashTest {

  final RunningService service = SharedService.get();
  final SessionId session = SessionId.random();

  @Test
  void answersOnceThoughTheProcessWasKilledInMidSentence() {
    service.say(session, "sim: words 150 delay 20ms");
    var _ = service.events().await(session, TextAppended.class);

    Processes.kill(session);

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().of(session, Started.class))
        .extracting(Started::attempt)
        .containsExactly(1, 2);
    assertThat(texts()).containsExactly(ModelSimulator.words(150));
    assertThat(service.events().of(session, TextAbandoned.class))
        .extracting(TextAbandoned::fromBlock)
        .containsExactly(0);
    assertThat(service.events().of(session, TextAppended.class))
        .filteredOn(text -> text.block() == 1)
        .isNotEmpty();
  }

  @Test
  void keepsWhatWasSaidBeforeTheLastTool() {
    service.say(session, "sim: say Before. then run echo one then words 150 delay 20ms");
    var _ = service.events().await(session, TextAppended.class, text -> text.block() > 1);

    Processes.kill(session);

    var _ = service.events().await(session, Completed.class);
    assertThat(texts()).containsExactly("Before.", ModelSimulator.words(150));
    assertThat(service.events().of(session, TextAbandoned.class))
        .extracting(TextAbandoned::fromBlock)
        .containsExactly(2);
    assertThat(service.events().of(session, ToolFinished.class))
        .extracting(ToolFinished::outcome)
        .containsExactly(ToolFinished.Outcome.DONE);
  }

  @Test
  void endsVisiblyWhenItCrashesAgain() {
    service.say(session, "sim: words 400 delay 20ms");
    var _ = service.events().await(session, TextAppended.class);
    Processes.kill(session);
    var _ = service.events().await(session, TextAppended.class, text -> text.block() == 1);

    Processes.kill(session);

    assertThat(service.events().await(session, Interrupted.class).cause())
        .isEqualTo(Interrupted.Cause.CRASHED);
    var next = service.prompt(session, "sim: say Here again.");
    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
    assertThat(service.events().of(session, Started.class)).hasSize(3);
  }

  @Test
  void asksAnewWhenTheProcessThatAskedIsGone() {
    service.say(session, "sim: write page.html hello then say done");
    var lost = service.events().await(session, ApprovalRequested.class);

    Processes.kill(session);

    assertThat(service.events().await(session, ApprovalDecided.class))
        .returns(lost.approval(), ApprovalDecided::approval)
        .returns(ApprovalDecided.Outcome.LAPSED, ApprovalDecided::outcome);
    var again =
        service
            .events()
            .await(
                session,
                ApprovalRequested.class,
                asked -> !asked.approval().equals(lost.approval()));
    service.decide(session, lost.approval(), Decision.ALLOW_ONCE);
    service.decide(session, again.approval(), Decision.ALLOW_ONCE);
    var _ = service.events().await(session, Completed.class);
    assertThat(service.folder(session).resolve("workspace/page.html")).hasContent("hello");
  }

  @Test
  void remembersEverythingWhenAnIdleProcessWasKilled() {
    service.say(session, "sim: say One.");
    var _ = service.events().await(session, Completed.class);
    Processes.kill(session);

    var next = service.prompt(session, "sim: recall");

    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
    assertThat(texts()).last().asString().contains("sim: say One.");
  }

  private List<String> texts() {
    return service.events().of(session, BlockCompleted.class).stream()
        .map(BlockCompleted::text)
        .toList();
  }
}
