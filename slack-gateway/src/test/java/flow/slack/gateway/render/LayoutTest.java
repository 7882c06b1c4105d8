package flow.slack.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.Started;
import flow.events.TurnId;
import flow.slack.gateway.render.FoldTest.Seen;
import flow.slack.gateway.render.FoldTest.Telling;
import flow.slack.gateway.send.Body;
import flow.slack.gateway.send.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {

  static final Frame FRAME = new Frame(TurnId.random(), "U0ADA", false, false, true, Instant.EPOCH);

  final Telling telling = new Telling();

  @Test
  void saysAtOnceThatClaudeIsStarting() {
    assertThat(bodies(Layout.of(Turn.NEW, Map.of(), List.of(), FRAME)))
        .singleElement()
        .satisfies(body -> assertThat(body.blocks()).contains("Claude is starting", "Stop"));
  }

  @Test
  void splitsALongAnswerWithoutLosingAWord() {
    var text = words(6_000);
    var layout = Layout.of(running(text), Map.of(0, text), List.of(), FRAME);

    assertThat(shownWords(layout)).isEqualTo(wordsOf(text));
    assertThat(bodies(layout))
        .hasSizeGreaterThan(10)
        .allSatisfy(body -> assertThat(body.text().length()).isLessThan(3_000));
  }

  @Test
  void keepsShownMessagesWhereTheyAreWhileTheAnswerGrows() {
    var text = words(6_000);
    var breaks = new ArrayList<Break>();
    var before = new ArrayList<Body>();
    for (var length = 500; length < text.length(); length += 777) {
      var layout =
          Layout.of(
              running(text), Map.of(0, text.substring(0, length)), List.copyOf(breaks), FRAME);
      var now = bodies(layout);
      if (!before.isEmpty()) {
        assertThat(now.subList(0, before.size())).isEqualTo(before);
      }
      before.clear();
      before.addAll(now.subList(0, now.size() - 1));
      breaks.clear();
      breaks.addAll(layout.breaks());
    }
  }

  @Test
  void takesMessagesBackWhenTheTextTurnsOutShorter() {
    var text = words(3_000);
    var long_ = Layout.of(running(text), Map.of(0, text), List.of(), FRAME);

    var healed = Layout.of(running("short"), Map.of(0, "short"), long_.breaks(), FRAME);

    assertThat(bodies(healed)).singleElement().extracting(Body::text).isEqualTo("short");
    assertThat(healed.breaks()).isEmpty();
  }

  @Test
  void putsAQuestionBetweenWhatWasSaidBeforeAndAfter() {
    var seen = new Seen();
    seen.on(telling.complete(0, "before"));
    seen.on(
        new ApprovalRequested(
            FoldTest.SESSION,
            1,
            50,
            FoldTest.TURN,
            "a1",
            "Bash",
            "rm",
            "rm -rf build",
            "Bash(rm *)",
            Instant.EPOCH));
    seen.on(
        new flow.events.SessionEvent.BlockCompleted(
            FoldTest.SESSION, 1, 60, FoldTest.TURN, 1, "after", "", Instant.EPOCH));

    var layout = Layout.of(turn(seen), seen.texts(), List.of(), FRAME);

    assertThat(bodies(layout)).extracting(Body::text).element(0).isEqualTo("before");
    assertThat(bodies(layout).get(1).blocks())
        .contains("rm -rf build", "Allow once", "Allow for this session", "Deny", "Bash(rm *)");
    assertThat(bodies(layout)).extracting(Body::text).element(2).isEqualTo("after");
  }

  private static Turn turn(Seen seen) {
    return seen.turn();
  }

  private Turn running(String text) {
    var started =
        Fold.of(Turn.NEW, new Started(FoldTest.SESSION, 1, 1, FoldTest.TURN, 1, Instant.EPOCH));
    return Fold.of(started.turn(), telling.append(0, 0, text)).turn();
  }

  private static List<Body> bodies(Layout layout) {
    return layout.drafts().stream().map(Draft::body).filter(Objects::nonNull).toList();
  }

  private static String words(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "w" + i + (i % 97 == 96 ? "\n\n" : " "))
        .collect(Collectors.joining());
  }

  private static List<String> shownWords(Layout layout) {
    return bodies(layout).stream().flatMap(body -> wordsOf(body.text()).stream()).toList();
  }

  private static List<String> wordsOf(String text) {
    return Pattern.compile("w\\d+").matcher(text).results().map(MatchResult::group).toList();
  }
}
