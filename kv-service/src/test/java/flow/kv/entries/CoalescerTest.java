package flow.kv.entries;

import static org.assertj.core.api.Assertions.assertThat;

import flow.kv.postgres.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Gathering, without a database: what is in a statement, and who gets which answer.
class CoalescerTest {

  static final UUID ONE = new UUID(0, 1);
  static final UUID TWO = new UUID(0, 2);

  final List<List<String>> statements = new ArrayList<>();
  final List<Sinks.One<List<String>>> endings = new ArrayList<>();
  final List<String> answers = new ArrayList<>();
  Coalescer<String, String> coalescer =
      coalescer(new Limits(1, true, 4, 10, 100, Duration.ofSeconds(60)));

  @Test
  void sendsALoneCallAtOnce() {
    submit(ONE, "a");

    assertThat(statements).containsExactly(List.of("a"));
  }

  @Test
  void gathersWhatComesWhileTheLaneIsBusy() {
    submit(ONE, "a", "b", "c");
    answer(0);

    assertThat(statements).containsExactly(List.of("a"), List.of("b", "c"));
    answer(1);
    assertThat(answers).containsExactly("A", "B", "C");
  }

  @Test
  void takesFromEachWorkletInItsTurn() {
    submit(ONE, "a", "1", "2", "3", "4", "5");
    submit(TWO, "x", "y");
    answer(0);

    assertThat(statements.get(1)).containsExactly("1", "x", "2", "y");
    answer(1);
    assertThat(statements.get(2)).containsExactly("3", "4", "5");
  }

  @Test
  void keepsWorkletsApartWhenAskedTo() {
    coalescer = coalescer(new Limits(1, false, 4, 10, 100, Duration.ofSeconds(60)));
    submit(ONE, "a", "1", "2");
    submit(TWO, "x");
    submit(ONE, "3");
    answer(0);
    answer(1);

    assertThat(statements).containsExactly(List.of("a"), List.of("1", "2", "3"), List.of("x"));
  }

  @Test
  void holdsNoMoreBytesThanAStatementMay() {
    submit(ONE, "a", "1234", "12345", "12", "123456789012345", "b");
    answer(0);
    answer(1);
    answer(2);
    answer(3);

    assertThat(statements)
        .containsExactly(
            List.of("a"),
            List.of("1234", "12345"),
            List.of("12"),
            List.of("123456789012345"),
            List.of("b"));
  }

  @Test
  void dropsACallThatIsCancelledWhileItWaits() {
    submit(ONE, "a");
    var waiting = coalescer.submit(ONE, "b").subscribe(answers::add);
    submit(ONE, "c");
    waiting.dispose();
    answer(0);

    assertThat(statements).containsExactly(List.of("a"), List.of("c"));
  }

  @Test
  void carriesOutACallThatIsCancelledOnItsWay() {
    var running = coalescer.submit(ONE, "a").subscribe(answers::add);
    submit(ONE, "b");
    running.dispose();
    answer(0);
    answer(1);

    assertThat(answers).containsExactly("B");
  }

  @Test
  void repeatsCallsOneByOneWhenOneIsToBlame() {
    var failures = new ArrayList<Throwable>();
    var refused = StatementRefusals.of("22P02");
    coalescer =
        new Coalescer<>(
            new Limits(1, true, 4, 100, 100, Duration.ofSeconds(60)),
            String::length,
            calls -> {
              statements.add(calls);
              return statements.size() == 1
                  ? endings().asMono()
                  : calls.contains("bad")
                      ? Mono.error(refused)
                      : Mono.just(
                          calls.stream().map(call -> call.toUpperCase(Locale.ROOT)).toList());
            });
    submit(ONE, "a", "b");
    coalescer.submit(ONE, "bad").subscribe(answers::add, failures::add);
    submit(ONE, "c");
    answer(0);

    assertThat(answers).containsExactly("A", "B", "C");
    assertThat(failures).containsExactly(refused);
  }

  @Test
  void failsAllCallsOfAStatementThatWasNotAnswered() {
    var failures = new ArrayList<Throwable>();
    submit(ONE, "a");
    coalescer.submit(ONE, "b").subscribe(answers::add, failures::add);
    coalescer.submit(ONE, "c").subscribe(answers::add, failures::add);
    answer(0);
    endings
        .get(1)
        .tryEmitError(new StoreUnavailable("gone", new IllegalStateException()))
        .orThrow();
    submit(ONE, "d");

    assertThat(failures).hasSize(2);
    assertThat(statements).last().isEqualTo(List.of("d"));
  }

  @Test
  void givesUpWhatWaitedTooLong() {
    coalescer = coalescer(new Limits(1, true, 4, 10, 100, Duration.ofNanos(1)));
    var failures = new ArrayList<Throwable>();
    submit(ONE, "a");
    var unused = coalescer.submit(ONE, "b").subscribe(answers::add, failures::add);
    coalescer.expire();

    assertThat(failures).hasSize(1).first().isInstanceOf(StoreUnavailable.class);
    assertThat(unused.isDisposed()).isTrue();
  }

  @Test
  void refusesMoreThanMayWait() {
    coalescer = coalescer(new Limits(1, true, 4, 10, 3, Duration.ofSeconds(60)));
    var failures = new ArrayList<Throwable>();
    submit(ONE, "a", "b", "c", "d");
    coalescer.submit(ONE, "e").subscribe(answers::add, failures::add);

    assertThat(failures).hasSize(1);
    answer(0);
    answer(1);
    assertThat(answers).containsExactly("A", "B", "C", "D");
  }

  private Coalescer<String, String> coalescer(Limits limits) {
    return new Coalescer<>(
        limits,
        String::length,
        calls -> {
          statements.add(calls);
          return endings().asMono();
        });
  }

  private Sinks.One<List<String>> endings() {
    var ending = Sinks.<List<String>>one();
    endings.add(ending);
    return ending;
  }

  private void submit(UUID worklet, String... calls) {
    for (var call : calls) {
      coalescer.submit(worklet, call).subscribe(answers::add);
    }
  }

  private void answer(int statement) {
    var calls = statements.get(statement);
    endings
        .get(statement)
        .tryEmitValue(
            IntStream.range(0, calls.size())
                .mapToObj(i -> calls.get(i).toUpperCase(Locale.ROOT))
                .toList())
        .orThrow();
  }
}
