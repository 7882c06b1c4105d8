package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.SessionCommand.Prompt;
import flow.slack.simulator.SlackSimulator;
import flow.testing.LocalPostgres;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each word once and in order, whatever happens on the way.
class LosslessTest {

  static final SlackSimulator slack = SlackSimulator.start();
  static final Gateway gateway = new Gateway(slack, LocalPostgres.fresh());
  static final Threads threads = new Threads(slack);

  final Claude claude = new Claude();

  @AfterEach
  void clear() {
    slack.faults().clear();
    slack.limits().scale(1);
    claude.close();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    slack.close();
  }

  @Test
  void showsAVeryLongAnswer() {
    var text = Threads.text(5_000);
    assertThat(text.length()).isGreaterThan(28_000);
    var prompt = prompt("U0ADA", "C0GENERAL", "a very long one");

    stream(prompt, text, 400);

    threads.awaitWords(prompt, text);
  }

  @Test
  void serves20ThreadsAtOnce() {
    slack.limits().off();
    var channels = List.of("C0GENERAL", "C0PROTO", "D0ADA");
    for (var i = 0; i < 20; i++) {
      var channel = channels.get(i % channels.size());
      if (channel.startsWith("D")) {
        slack.say("U0ADA", channel, "question " + i);
      } else {
        slack.command("U0ADA", channel, "/flow", "question " + i);
      }
    }
    await().atMost(Threads.A_WHILE).until(() -> claude.heard(Prompt.class).size() == 20);
    var text = Threads.text(300);

    claude.heard(Prompt.class).forEach(prompt -> stream(prompt, text, 200));

    claude.heard(Prompt.class).forEach(prompt -> threads.awaitWords(prompt, text));
  }

  @Test
  void obeysSlackWhenItIsOverrun() {
    var text = Threads.text(900);
    var prompt = prompt("U0GRACE", "C0PROTO", "in a storm");
    var answer = claude.answer(prompt).starts().writes(text.substring(0, 100));
    threads.awaitShown(prompt, "w1 ");
    var since = Instant.now();
    slack.faults().rateLimit("chat.update", 2, 3);
    slack.faults().rateLimit("chat.postMessage", 2, 2);

    for (var at = 100; at < text.length(); at += 100) {
      answer.writes(text.substring(at, Math.min(text.length(), at + 100)));
    }
    answer.endsBlock().completes();

    threads.awaitWords(prompt, text);
    assertNoCallDuringAPause("chat.update", since);
    assertNoCallDuringAPause("chat.postMessage", since);
  }

  @Test
  void findsAgainWhatSlackTookWithoutSayingSo() {
    slack.faults().loseAnswers("chat.postMessage", 2);
    slack.faults().failAfter("chat.update", 500, 2);
    var prompt = prompt("U0GRACE", "C0PROTO", "lost answers");
    var text = Threads.text(1_200);
    slack.faults().loseAnswers("chat.postMessage", 2);
    slack.faults().loseAnswers("chat.update", 2);

    stream(prompt, text, 200);

    threads.awaitWords(prompt, text);
    assertThat(
            slack.roots("C0PROTO").stream()
                .filter(root -> root.shown().contains("lost answers"))
                .toList())
        .hasSize(1);
  }

  @Test
  void sendsAgainWhatSlackDidNotTake() {
    slack.faults().loseCalls("chat.postMessage", 1);
    slack.faults().failBefore("chat.postMessage", 503, 1);
    var prompt = prompt("U0GRACE", "C0PROTO", "lost calls");
    var text = Threads.text(300);
    slack.faults().loseCalls("chat.update", 2);

    stream(prompt, text, 200);

    threads.awaitWords(prompt, text);
  }

  @Test
  void missesNothingWhileNoSocketIsOpen() {
    var prompt = prompt("U0ADA", "C0PROTO", "before the outage");
    var thread = Threads.thread(prompt);
    claude.answer(prompt).starts().writes("w1").endsBlock().completes();
    threads.awaitWords(prompt, "w1");

    slack.faults().refuseSockets(true);
    slack.reply("U0ADA", thread.channel(), thread.threadTs(), "missed one");
    slack.reply("U0ADA", thread.channel(), thread.threadTs(), "missed two");
    slack.faults().refuseSockets(false);

    await().atMost(Threads.A_WHILE).until(() -> claude.heard(Prompt.class).size() == 3);
    assertThat(claude.heard(Prompt.class))
        .extracting(Prompt::text)
        .containsExactly("before the outage", "missed one", "missed two");
  }

  @Test
  void changesConnectionsWithoutAGap() {
    slack.faults().refreshSockets();
    var prompt = prompt("U0ADA", "C0PROTO", "while sockets are refreshed");
    slack.faults().refreshSockets();
    claude.answer(prompt).starts().writes("w1").endsBlock().completes();

    threads.awaitWords(prompt, "w1");
    await().atMost(Threads.A_WHILE).until(() -> slack.connections().size() >= 2);
  }

  @Test
  void goesOnAfterARestartInTheMiddle() {
    var prompt = prompt("U0ADA", "C0PROTO", "with a restart");
    var text = Threads.text(1_500);
    var half = text.length() / 2;
    var answer = claude.answer(prompt).starts().writes(text.substring(0, half));
    gateway.stop();
    answer.writes(text.substring(half)).endsBlock().completes();
    gateway.begin();

    threads.awaitWords(prompt, text);
  }

  @Test
  void takesEveryDeliveryTwice() {
    slack.faults().duplicateDeliveries(1);
    var prompt = prompt("U0ADA", "C0PROTO", "heard twice");
    var text = Threads.text(300);
    stream(prompt, text, 200);
    threads.awaitWords(prompt, text);
    var thread = Threads.thread(prompt);
    slack.reply("U0ADA", thread.channel(), thread.threadTs(), "and again");
    var second = claude.await(Prompt.class, 2);
    claude.answer(second).starts().writes("w300 w301").endsBlock().completes();

    threads.awaitWords(prompt, text + " w300 w301");
    assertThat(claude.heard(Prompt.class)).hasSize(2);
  }

  @Test
  void goesOnWhileSocketsAreCut() {
    var prompt = prompt("U0ADA", "C0PROTO", "with cut sockets");
    var thread = Threads.thread(prompt);
    var text = Threads.text(600);
    var answer = claude.answer(prompt).starts();
    for (var at = 0; at < text.length(); at += 400) {
      answer.writes(text.substring(at, Math.min(text.length(), at + 400)));
      slack.faults().dropSockets();
      slack.reply("U0ADA", thread.channel(), thread.threadTs(), "said at " + at);
    }
    answer.endsBlock().completes();

    threads.awaitWords(prompt, text);
    var said = (text.length() + 399) / 400;
    await().atMost(Threads.A_WHILE).until(() -> claude.heard(Prompt.class).size() == 1 + said);
    assertThat(claude.heard(Prompt.class).stream().skip(1))
        .extracting(Prompt::text)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, said).mapToObj(i -> "said at " + 400 * i).toList());
  }

  @Test
  void keepsWhatWasStreamedWhenTheWholeIsDamaged() {
    var prompt = prompt("U0ADA", "C0PROTO", "with a damaged block");
    claude.answer(prompt).starts().writes("w1 w2").endsBlockDamaged("w1 w9").completes();

    threads.awaitWords(prompt, "w1 w2");
  }

  @Test
  void healsWhatTheStreamLost() {
    var prompt = prompt("U0ADA", "C0PROTO", "with gaps");
    claude.answer(prompt).starts().writes("w1 ").loses("w2 ").writes("w3 ").endsBlock().completes();

    threads.awaitWords(prompt, "w1 w2 w3");
  }

  private void stream(Prompt prompt, String text, int size) {
    var answer = claude.answer(prompt).starts();
    for (var at = 0; at < text.length(); at += size) {
      answer.writes(text.substring(at, Math.min(text.length(), at + size)));
    }
    answer.endsBlock().completes();
  }

  private Prompt prompt(String user, String channel, String text) {
    slack.command(user, channel, "/flow", text);
    await()
        .atMost(Threads.A_WHILE)
        .until(
            () -> claude.heard(Prompt.class).stream().anyMatch(heard -> heard.text().equals(text)));
    return claude.heard(Prompt.class).stream()
        .filter(heard -> heard.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  /// Calls that were under way when Slack asked for a pause of two seconds do not count.
  private static void assertNoCallDuringAPause(String method, Instant since) {
    var calls = slack.calls(method).stream().filter(call -> call.at().isAfter(since)).toList();
    var pauses = calls.stream().filter(call -> call.status() == 429).toList();
    assertThat(pauses).isNotEmpty();
    for (var limited : pauses) {
      var told = limited.at().plus(limited.took()).plusMillis(700);
      assertThat(calls)
          .noneMatch(call -> call.at().isAfter(told) && call.at().isBefore(told.plusMillis(1_100)));
    }
  }
}
