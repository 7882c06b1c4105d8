package flow.slack.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.SessionEvent;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.slack.gateway.render.TextChange.Clear;
import flow.slack.gateway.render.TextChange.Put;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTest {

  static final SessionId SESSION = SessionId.random();
  static final TurnId TURN = TurnId.random();

  final Telling telling = new Telling();
  final Seen seen = new Seen();

  @Test
  void growsByWhatIsAppended() {
    seen.all(List.of(telling.append(0, 0, "Hello "), telling.append(0, 6, "world")));

    assertThat(seen.texts()).containsExactly(Map.entry(0, "Hello world"));
  }

  @Test
  void showsThatSomethingIsMissingUntilTheBlockEnds() {
    seen.all(List.of(telling.append(0, 0, "one "), telling.append(0, 8, "three")));
    assertThat(seen.texts()).containsExactly(Map.entry(0, "one " + Fragment.GAP + "three"));

    seen.on(telling.complete(0, "one two three"));
    assertThat(seen.texts()).containsExactly(Map.entry(0, "one two three"));
  }

  @Test
  void throwsAwayWhatIsAbandonedButNotWhatWasBegunAfter() {
    var old = telling.append(1, 0, "old");
    var abandoned = telling.abandon(1);
    var anew = telling.append(1, 0, "new");

    seen.all(List.of(telling.complete(0, "kept"), old, anew, abandoned, old));

    assertThat(seen.texts()).containsExactly(Map.entry(0, "kept"), Map.entry(1, "new"));
  }

  @Test
  void letsATurnEndOnlyOnce() {
    var started = telling.started();
    var completed = telling.completed();

    seen.all(List.of(started, completed, started));

    assertThat(seen.turn.standing().phase()).isEqualTo(Turn.Phase.COMPLETED);
  }

  @Test
  void keepsAToolFinishedHoweverOftenItsStartIsSeen() {
    var started = telling.tool();
    seen.all(List.of(started, telling.toolDone(), started));

    assertThat(seen.turn.tools())
        .singleElement()
        .satisfies(tool -> assertThat(tool.outcome()).isEqualTo(ToolFinished.Outcome.DONE));
  }

  /// Streamed text takes a faster road than everything else, is seen again and may be lost; what
  /// ends a block is seen in order, at least once.
  @ParameterizedTest
  @MethodSource("seeds")
  void saysEachWordOnceAndInOrderWhateverTheRoad(int seed) {
    var random = new Random(seed);
    var wanted = new TreeMap<Integer, String>();
    var slow = new ArrayList<SessionEvent>();
    var fast = new ArrayList<SessionEvent>();
    telling.epoch = random.nextLong(1, 4);
    for (var block = 0; block < 1 + random.nextInt(4); block++) {
      var text = text(random, block);
      if (random.nextInt(4) == 0) { // begun, thrown away and begun anew, perhaps by another owner
        fast.addAll(stream(random, block, text(random, 100 + block)));
        telling.epoch += random.nextInt(2);
        slow.add(telling.abandon(block));
      }
      fast.addAll(stream(random, block, text));
      slow.add(telling.complete(block, text));
      wanted.put(block, text);
    }

    seen.all(interleaved(random, withDuplicates(random, slow), disturbed(random, fast)));

    assertThat(seen.texts()).isEqualTo(wanted);
  }

  /// Without any end of a block the order of arrival and repetition still do not matter.
  @ParameterizedTest
  @MethodSource("seeds")
  void needsNoOrderToPutATextTogether(int seed) {
    var random = new Random(seed);
    var text = text(random, 0);
    var pieces = stream(random, 0, text);
    var arriving = new ArrayList<>(pieces);
    arriving.addAll(pieces.subList(0, random.nextInt(pieces.size())));
    var first = arriving.removeFirst();
    Collections.shuffle(arriving, random);
    arriving.addFirst(first);

    seen.all(arriving);

    assertThat(seen.texts()).containsExactly(Map.entry(0, text));
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private List<SessionEvent> stream(Random random, int block, String text) {
    var events = new ArrayList<SessionEvent>();
    for (var at = 0; at < text.length(); ) {
      var end = Math.min(text.length(), at + 1 + random.nextInt(9));
      events.add(telling.append(block, at, text.substring(at, end)));
      at = end;
    }
    return events;
  }

  private static String text(Random random, int block) {
    return String.join(
        " ",
        IntStream.range(0, 1 + random.nextInt(30))
            .mapToObj(word -> "b" + block + "w" + word)
            .toList());
  }

  private static List<SessionEvent> withDuplicates(Random random, List<SessionEvent> events) {
    var seen = new ArrayList<SessionEvent>();
    for (var event : events) {
      seen.add(event);
      if (random.nextInt(3) == 0) {
        seen.add(event);
      }
    }
    return seen;
  }

  /// Some are lost, some come twice.
  private static List<SessionEvent> disturbed(Random random, List<SessionEvent> events) {
    return withDuplicates(random, events.stream().filter(_ -> random.nextInt(10) > 0).toList());
  }

  private static List<SessionEvent> interleaved(
      Random random, List<SessionEvent> one, List<SessionEvent> other) {
    var left = new ArrayList<>(one);
    var right = new ArrayList<>(other);
    var all = new ArrayList<SessionEvent>();
    while (!left.isEmpty() || !right.isEmpty()) {
      var fromLeft = right.isEmpty() || (!left.isEmpty() && random.nextInt(5) == 0);
      all.add(fromLeft ? left.removeFirst() : right.removeFirst());
    }
    return all;
  }

  /// What a reader knows, with the fragments kept as the database keeps them.
  static final class Seen {

    private Turn turn = Turn.NEW;

    Turn turn() {
      return turn;
    }

    private final Map<Integer, Map<Integer, String>> fragments = new TreeMap<>();

    void all(List<SessionEvent> events) {
      events.forEach(this::on);
    }

    void on(SessionEvent event) {
      var fold = Fold.of(turn, event);
      turn = fold.turn();
      for (var change : fold.texts()) {
        switch (change) {
          case Clear clear -> fragments.remove(clear.block());
          case Put put ->
              fragments
                  .computeIfAbsent(put.block(), _ -> new TreeMap<>())
                  .putIfAbsent(put.at(), put.text());
        }
      }
    }

    Map<Integer, String> texts() {
      var texts = new TreeMap<Integer, String>();
      fragments.forEach((block, pieces) ->
          texts.put(
              block,
              Fragment.join(
                  pieces.entrySet().stream()
                      .map(piece -> new Fragment(block, piece.getKey(), piece.getValue()))
                      .toList())));
      return texts;
    }
  }

  /// A source of events that numbers what it says.
  static final class Telling {

    private long epoch = 1;
    private long seq;

    TextAppended append(int block, int at, String text) {
      return new TextAppended(SESSION, epoch, ++seq, TURN, block, at, text, Instant.EPOCH);
    }

    BlockCompleted complete(int block, String text) {
      return new BlockCompleted(SESSION, epoch, ++seq, TURN, block, text, "", Instant.EPOCH);
    }

    TextAbandoned abandon(int from) {
      return new TextAbandoned(SESSION, epoch, ++seq, TURN, from, Instant.EPOCH);
    }

    Started started() {
      return new Started(SESSION, epoch, ++seq, TURN, 1, Instant.EPOCH);
    }

    SessionEvent completed() {
      var usage =
          new flow.events.Usage(
              "m", 1, 1, java.math.BigDecimal.ONE, java.time.Duration.ofSeconds(1));
      return new SessionEvent.Completed(SESSION, epoch, ++seq, TURN, usage, Instant.EPOCH);
    }

    ToolStarted tool() {
      return new ToolStarted(SESSION, epoch, ++seq, TURN, "t1", 0, "Bash", "ls", Instant.EPOCH);
    }

    ToolFinished toolDone() {
      return new ToolFinished(
          SESSION, epoch, ++seq, TURN, "t1", ToolFinished.Outcome.DONE, "", Instant.EPOCH);
    }
  }
}
