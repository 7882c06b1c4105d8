package flow.session.narration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import flow.events.SessionEvent.ToolFinished.Outcome;
import flow.session.claude.protocol.CliLine;
import flow.session.claude.protocol.CliLine.TurnEnded;
import flow.session.narration.Happening.Abandoned;
import flow.session.narration.Happening.BlockFinished;
import flow.session.narration.Happening.Over;
import flow.session.narration.Happening.PermissionLapsed;
import flow.session.narration.Happening.PermissionWanted;
import flow.session.narration.Happening.Retrying;
import flow.session.narration.Happening.TextGrew;
import flow.session.narration.Happening.TodosChanged;
import flow.session.narration.Happening.ToolBegan;
import flow.session.narration.Happening.ToolEnded;
import flow.session.testing.Transcript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NarrationTest {

  /// Where the recording's paths were replaced, streamed text differs: they were cut in pieces.
  static final Pattern WAS_CLEANED = Pattern.compile("/workspace|/tmp/session");

  static Stream<String> scenarios() {
    return Transcript.all();
  }

  @MethodSource("scenarios")
  @ParameterizedTest
  void tellsStreamedTextThatAgreesWithTheFinishedBlocks(String scenario) {
    for (var turn : turns(scenario)) {
      var grown = new HashMap<Integer, StringBuilder>();
      for (var happening : tell(turn)) {
        if (happening instanceof TextGrew grew) {
          var text = grown.computeIfAbsent(grew.block(), _ -> new StringBuilder());
          assertThat(grew.offset()).isEqualTo(text.length());
          text.append(grew.text());
        } else if (happening instanceof BlockFinished block
            && grown.containsKey(block.block())
            && !WAS_CLEANED.matcher(block.text()).find()) {
          assertThat(block.text()).isEqualTo(String.valueOf(grown.get(block.block())));
        }
      }
    }
  }

  @Test
  void tellsAToolFromItsBeginningToItsEnd() {
    var told = tell("perm-allow");

    assertThat(told)
        .filteredOn(ToolBegan.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ToolBegan.class,
            tool -> {
              assertThat(tool.name()).isEqualTo("Bash");
              assertThat(tool.summary()).isEqualTo("mkdir newdir");
            });
    assertThat(of(told, ToolEnded.class))
        .extracting(ToolEnded::outcome)
        .containsExactly(Outcome.DONE);
    assertThat(of(told, Over.class)).singleElement().extracting(Over::trouble).isNull();
  }

  @Test
  void offersTheRuleForTheToolAndNothingBeyond() {
    var wanted = of(tell("perm-allow"), PermissionWanted.class).getFirst();

    assertThat(wanted.detail()).isEqualTo("mkdir newdir");
    assertThat(wanted.scope()).isNotNull();
    assertThat(wanted.scope().words()).isEqualTo("every Bash command of the form `mkdir newdir …`");
    assertThat(wanted.scope().flags()).containsExactly("Bash(mkdir newdir *)");
    assertThat(wanted.scope().update().path("destination").asString()).isEqualTo("session");
  }

  @Test
  void tellsThatAToolWasNotAllowed() {
    var narration = new Narration(Path.of("/workspace"), 0);
    var told = new ArrayList<Happening>();
    for (var line : Transcript.lines("perm-deny")) {
      var happenings = narration.on(line);
      told.addAll(happenings);
      of(happenings, PermissionWanted.class).forEach(wanted -> narration.deny(wanted.use()));
    }

    assertThat(of(told, ToolEnded.class))
        .extracting(ToolEnded::outcome)
        .containsExactly(Outcome.DENIED);
  }

  @Test
  void withdrawsTheQuestionOfAStoppedTurn() {
    var told = tell(turns("perm-interrupt-while-asking").getFirst());

    assertThat(of(told, PermissionLapsed.class)).hasSize(1);
    assertThat(of(told, Over.class)).singleElement().extracting(Over::aborted).isEqualTo(true);
  }

  @Test
  void throwsTheTextOfACutAnswerAway() {
    var told = tell("err-cut-midstream");

    assertThat(of(told, Abandoned.class)).containsExactly(new Abandoned(0));
    assertThat(of(told, Retrying.class)).hasSize(1);
    assertThat(of(told, BlockFinished.class))
        .extracting(BlockFinished::block, BlockFinished::text)
        .containsExactly(tuple(1, "Recovered after the cut."));
  }

  @Test
  void tellsAnAnswerThatComesWithoutStreaming() {
    var told = tell("err-midstream-overloaded");

    assertThat(of(told, BlockFinished.class))
        .extracting(BlockFinished::text)
        .containsExactly("Recovered after the mid-stream error.");
  }

  @Test
  void keepsWhatWasSaidBeforeTheStop() {
    var told = tell(turns("interrupt-mid-stream").getFirst());

    assertThat(of(told, BlockFinished.class)).hasSize(1);
    assertThat(of(told, Abandoned.class)).isEmpty();
  }

  @Test
  void tellsThoughtsApartFromWords() {
    var told = tell("thinking");

    assertThat(of(told, BlockFinished.class))
        .extracting(BlockFinished::thinking)
        .containsExactly(true, false);
  }

  @Test
  void readsTheTodoList() {
    assertThat(of(tell("tool-todo"), TodosChanged.class).getFirst().todos())
        .extracting(todo -> todo.text() + " " + todo.state())
        .containsExactly("First IN_PROGRESS", "Second PENDING");
  }

  @Test
  void saysInPlainWordsWhatWentWrong() {
    assertThat(trouble("no-credentials").cause()).isEqualTo("Claude is not logged in.");
    assertThat(trouble("no-credentials").remedy()).contains("ANTHROPIC_API_KEY");
    assertThat(trouble("err-401-max1").cause()).contains("refused the key");
    assertThat(trouble("err-529-three").cause()).isEqualTo("The model is overloaded.");
    assertThat(trouble("err-prompt-too-long").cause()).contains("too long");
    assertThat(trouble("err-refusal").cause()).isEqualTo("The model declined to answer.");
    assertThat(trouble("max-turns").cause()).contains("too many steps");
    assertThat(trouble("max-budget").cause()).contains("budget");
  }

  @Test
  void givesUpSoonOnABadKey() {
    var narration = new Narration(Path.of("/workspace"), 0);

    assertThat(retry(narration, 1).hopeless()).isFalse();
    assertThat(retry(narration, 2).hopeless()).isTrue();
  }

  private static Retrying retry(Narration narration, int attempt) {
    var line =
        new CliLine.RetryAnnounced(
            attempt, 10, Duration.ofSeconds(1), 401, "authentication_failed");
    return (Retrying) narration.on(line).getFirst();
  }

  private static Trouble trouble(String scenario) {
    var trouble = of(tell(turns(scenario).getFirst()), Over.class).getFirst().trouble();
    assertThat(trouble).isNotNull();
    return trouble;
  }

  private static List<Happening> tell(String scenario) {
    return tell(Transcript.lines(scenario));
  }

  private static List<Happening> tell(List<CliLine> lines) {
    var narration = new Narration(Path.of("/workspace"), 0);
    return lines.stream().flatMap(line -> narration.on(line).stream()).toList();
  }

  /// The lines up to each turn's end.
  private static List<List<CliLine>> turns(String scenario) {
    var turns = new ArrayList<List<CliLine>>();
    var turn = new ArrayList<CliLine>();
    for (var line : Transcript.lines(scenario)) {
      turn.add(line);
      if (line instanceof TurnEnded) {
        turns.add(List.copyOf(turn));
        turn.clear();
      }
    }
    return turns;
  }

  private static <H> List<H> of(List<Happening> happenings, Class<H> type) {
    return happenings.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
