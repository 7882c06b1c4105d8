package flow.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.CommandId;
import flow.events.Decision;
import flow.events.SessionCommand.Decide;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.SessionId;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class ApprovalTest {

  final RunningService service = SharedService.get();
  final SessionId session = SessionId.random();

  @Test
  void showsExactlyWhatWillRunAndRunsItOnceAllowed() {
    service.say(session, "sim: write page.html <p>hello</p> then report");

    var asked = service.events().await(session, ApprovalRequested.class);
    assertThat(asked.name()).isEqualTo("Write");
    assertThat(asked.summary()).isEqualTo("page.html");
    assertThat(asked.detail()).contains("workspace/page.html", "<p>hello</p>");
    assertThat(asked.sessionScope()).contains("every edit of files in the workspace");
    assertThat(service.folder(session).resolve("workspace/page.html")).doesNotExist();

    service.decide(session, asked.approval(), Decision.ALLOW_ONCE);

    var _ = service.events().await(session, Completed.class);
    assertThat(service.folder(session).resolve("workspace/page.html")).hasContent("<p>hello</p>");
    assertThat(service.events().await(session, ApprovalDecided.class))
        .returns(ApprovalDecided.Outcome.ALLOWED_ONCE, ApprovalDecided::outcome)
        .returns("U1", ApprovalDecided::by);
  }

  @Test
  void tellsClaudeWhyATheToolWasRefused() {
    service.say(session, "sim: run mkdir secret then report");
    var asked = service.events().await(session, ApprovalRequested.class);

    service.send(
        new Decide(
            session,
            CommandId.random(),
            asked.approval(),
            Decision.DENY,
            "U2",
            "Not on a Friday.",
            Instant.now()));

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().await(session, BlockCompleted.class).text())
        .contains("Not on a Friday.");
    assertThat(service.events().await(session, ToolFinished.class).outcome())
        .isEqualTo(ToolFinished.Outcome.DENIED);
    assertThat(service.folder(session).resolve("workspace/secret")).doesNotExist();
  }

  @Test
  void asksOnceForTheWholeSessionWhenAllowedSo() {
    service.say(session, "sim: run mkdir one then run mkdir two then say done");
    var asked = service.events().await(session, ApprovalRequested.class);
    assertThat(asked.sessionScope()).isEqualTo("every Bash command of the form `mkdir one …`");
    service.decide(session, asked.approval(), Decision.ALLOW_ONCE);
    var second =
        service
            .events()
            .await(
                session,
                ApprovalRequested.class,
                request -> !request.approval().equals(asked.approval()));
    service.decide(session, second.approval(), Decision.ALLOW_FOR_SESSION);
    var _ = service.events().await(session, Completed.class);

    var next = service.prompt(session, "sim: run mkdir two -p three then say done");
    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));

    assertThat(service.folder(session).resolve("workspace/three")).isDirectory();
    assertThat(service.events().of(session, ApprovalRequested.class)).hasSize(2);
  }

  @Test
  void answersSeveralQuestionsEachByItsName() {
    service.say(
        session, "sim: %s then and %s then say done".formatted(fetch("left"), fetch("right")));
    var left = awaitQuestion("left");
    var right = awaitQuestion("right");

    service.decide(session, right.approval(), Decision.DENY);
    service.decide(session, left.approval(), Decision.ALLOW_ONCE);

    var _ = service.events().await(session, Completed.class);
    assertThat(outcome("left")).isEqualTo(ToolFinished.Outcome.FAILED); // nothing listens there
    assertThat(outcome("right")).isEqualTo(ToolFinished.Outcome.DENIED);
  }

  private static String fetch(String page) {
    return "tool WebFetch {\"url\": \"http://127.0.0.1:1/%s\", \"prompt\": \"What is it?\"}"
        .formatted(page);
  }

  private ApprovalRequested awaitQuestion(String about) {
    return service
        .events()
        .await(session, ApprovalRequested.class, asked -> asked.detail().contains(about));
  }

  private ToolFinished.Outcome outcome(String about) {
    var tool =
        service
            .events()
            .await(session, ToolStarted.class, started -> started.summary().contains(about))
            .tool();
    return service
        .events()
        .await(session, ToolFinished.class, finished -> finished.tool().equals(tool))
        .outcome();
  }
}
