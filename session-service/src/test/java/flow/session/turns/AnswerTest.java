package flow.session.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import flow.events.SessionEvent;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Opened;
import flow.events.SessionEvent.RetryScheduled;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.TodosUpdated;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.SessionId;
import flow.events.Todo;
import flow.model.simulator.ModelSimulator;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class AnswerTest {

  final RunningService service = SharedService.get();
  final SessionId session = SessionId.random();

  @Test
  void streamsAnAnswerAndThenTellsItAsAWhole() {
    service.say(session, "sim: words 300 delay 3ms");

    var completed = service.events().await(session, Completed.class);
    assertThat(completed.usage().outputTokens()).isPositive();
    assertThat(completed.usage().model()).startsWith("claude-");
    assertThat(service.events().await(session, Opened.class).epoch()).isEqualTo(1);
    assertThat(service.events().await(session, Started.class).attempt()).isEqualTo(1);
    assertThat(texts()).isEqualTo(ModelSimulator.words(300));
    assertThat(streamed()).isEqualTo(ModelSimulator.words(300));
    assertThat(service.events().of(session, TextAppended.class)).hasSizeBetween(3, 60);
  }

  @Test
  void losesNoCharacterOfAVeryLongAnswer() {
    service.say(session, "sim: markdown 30000");

    var _ = service.events().await(session, Completed.class);
    assertThat(texts()).isEqualTo(ModelSimulator.markdown(30_000));
    assertThat(streamed()).isEqualTo(ModelSimulator.markdown(30_000));
  }

  @Test
  void servesMoreSessionsThanThereAreProcesses() {
    var sessions = Stream.generate(SessionId::random).limit(8).toList();

    sessions.forEach(each -> service.say(each, "sim: words 20 delay 20ms"));

    assertThat(sessions)
        .allSatisfy(each -> {
          var _ = service.events().await(each, Completed.class);
        });
  }

  @Test
  void tellsEveryToolWithItsOutcome() {
    service.say(session, "sim: say Look. then run echo hello then run cat missing then say Done.");

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().of(session, ToolStarted.class))
        .extracting(ToolStarted::summary)
        .containsExactly("echo hello", "cat missing");
    assertThat(service.events().of(session, ToolFinished.class))
        .extracting(ToolFinished::outcome)
        .containsExactly(ToolFinished.Outcome.DONE, ToolFinished.Outcome.FAILED);
    assertThat(service.events().of(session, BlockCompleted.class))
        .extracting(BlockCompleted::block, BlockCompleted::text)
        .containsExactly(tuple(0, "Look."), tuple(3, "Done."));
  }

  @Test
  void tellsTheTodoList() {
    service.say(session, "sim: todo plan+, build*, test then say ok");

    assertThat(service.events().await(session, TodosUpdated.class).todos())
        .containsExactly(
            new Todo("plan", Todo.State.COMPLETED),
            new Todo("build", Todo.State.IN_PROGRESS),
            new Todo("test", Todo.State.PENDING));
    var _ = service.events().await(session, Completed.class);
  }

  @Test
  void goesOnWithTheWholeConversation() {
    service.say(session, "sim: say The first answer.");
    var _ = service.events().await(session, Completed.class);
    var second = service.prompt(session, "sim: recall");

    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(second));
    assertThat(texts()).contains("I remember: sim: say The first answer. || sim: recall");
  }

  @Test
  void throwsTheTextOfACutAnswerAway() {
    service.say(session, "sim: cut after 6 then words 12 delay 50ms");

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().of(session, TextAbandoned.class))
        .extracting(TextAbandoned::fromBlock)
        .containsExactly(0);
    assertThat(service.events().of(session, BlockCompleted.class))
        .extracting(BlockCompleted::block)
        .containsExactly(1);
    assertThat(texts()).isEqualTo(ModelSimulator.words(12));
  }

  @Test
  void saysInPlainWordsWhyATurnFailed() {
    service.say(session, "sim: error 529 9 times then say never");

    var failed = service.events().await(session, Failed.class);
    assertThat(failed.cause()).isEqualTo("The model is overloaded.");
    assertThat(failed.remedy()).contains("Try again");
    assertThat(service.events().of(session, RetryScheduled.class))
        .isNotEmpty()
        .extracting(RetryScheduled::reason)
        .containsOnly("The model is overloaded.");

    var next = service.prompt(session, "sim: say Back again.");
    var _ = service.events().await(session, Completed.class, done -> done.turn().equals(next));
  }

  @Test
  void doesNotTryABadRequestAgain() {
    service.say(session, "sim: error 400 9 times then say never");

    assertThat(service.events().await(session, Failed.class).cause()).contains("(400)");
    assertThat(service.events().of(session, RetryScheduled.class)).isEmpty();
  }

  @Test
  void numbersEventsInTheOrderOfTelling() {
    service.say(session, "sim: words 100 delay 5ms then run echo hi then words 50 delay 5ms");

    var _ = service.events().await(session, Completed.class);
    assertThat(service.events().of(session)).extracting(SessionEvent::epoch).containsOnly(1L);
    assertThat(
            service.events().of(session).stream()
                .filter(event -> !(event instanceof TextAppended))
                .map(SessionEvent::seq))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private String texts() {
    return service.events().of(session, BlockCompleted.class).stream()
        .map(BlockCompleted::text)
        .collect(Collectors.joining());
  }

  private String streamed() {
    return service.events().of(session, TextAppended.class).stream()
        .map(TextAppended::text)
        .collect(Collectors.joining());
  }
}
