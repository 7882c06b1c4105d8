package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.Decision;
import flow.events.SessionCommand;
import flow.events.SessionCommand.Cancel;
import flow.events.SessionCommand.Decide;
import flow.events.SessionCommand.Prompt;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionId;
import flow.events.Todo;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Message;
import flow.testing.LocalPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackGatewayTest {

  static final SlackSimulator slack = SlackSimulator.start();
  static final Gateway gateway = new Gateway(slack, LocalPostgres.fresh());
  static final Threads threads = new Threads(slack);

  final Claude claude = new Claude();

  @AfterEach
  void stopClaude() {
    claude.close();
    slack.faults().clear();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    slack.close();
  }

  @Test
  void showsAnAnswerInTheThreadOfACommand() {
    var prompt = command("make me a page that counts to ten");
    assertThat(prompt.text()).isEqualTo("make me a page that counts to ten");
    assertThat(prompt.session())
        .isEqualTo(
            SessionId.ofThread(
                Threads.thread(prompt).team(),
                Threads.thread(prompt).channel(),
                Threads.thread(prompt).threadTs()));
    threads.awaitShown(prompt, "Claude is starting");

    claude.answer(prompt).starts().writes("Here ").writes("it is.").endsBlock().completes();

    threads.awaitShown(prompt, "Here it is.", "✅", "1,200 tokens", "$0.0123");
    assertThat(threads.replies(prompt))
        .singleElement()
        .extracting(Message::text)
        .isEqualTo("Here it is.");
  }

  @Test
  void explainsItselfToTheCallerAlone() {
    slack.command("U0LINUS", "C0GENERAL", "/flow", "help");
    slack.command("U0LINUS", "C0GENERAL", "/flow", "");

    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(slack.ephemerals("U0LINUS"))
                .filteredOn(note -> note.text().contains("starts a thread"))
                .hasSize(2));
  }

  @Test
  void tellsHowToInviteItWhereItIsNot() {
    slack.command("U0GRACE", "C0RANDOM", "/flow", "hello there");

    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(slack.ephemerals("U0GRACE"))
                .extracting(Ephemeral::text)
                .anyMatch(text -> text.contains("/invite @Flow")));
    assertThat(claude.heard()).isEmpty();
  }

  @Test
  void takesAMentionOnceHoweverOftenItComes() {
    slack.faults().duplicateDeliveries(4);
    slack.say("U0ADA", "C0GENERAL", "@Flow what is 1 &lt; 2?");
    var prompt = claude.await(Prompt.class, 1);
    claude.answer(prompt).starts().writes("True.").endsBlock().completes();
    threads.awaitShown(prompt, "True.");

    assertThat(claude.heard()).hasSize(1);
    assertThat(threads.replies(prompt)).hasSize(1);
  }

  @Test
  void goesOnInItsThreadsWithoutAMentionAndNowhereElse() {
    var prompt = command("first");
    var thread = Threads.thread(prompt);
    claude.answer(prompt).starts().writes("One.").endsBlock().completes();
    var foreign = slack.say("U0GRACE", "C0GENERAL", "a talk among people");
    slack.reply("U0ADA", "C0GENERAL", foreign, "an answer among people");
    slack.reply("U0GRACE", thread.channel(), thread.threadTs(), "and then?");

    var second = claude.await(Prompt.class, 2);

    assertThat(second.text()).isEqualTo("and then?");
    assertThat(second.session()).isEqualTo(prompt.session());
  }

  @Test
  void answersADirectMessage() {
    slack.say("U0GRACE", "D0GRACE", "just between us");

    var prompt = claude.await(Prompt.class, 1);
    claude.answer(prompt).starts().writes("Quietly.").endsBlock().completes();

    threads.awaitShown(prompt, "Quietly.");
  }

  @Test
  void showsToolsAndTheToDoList() {
    var prompt = command("build it");
    claude
        .answer(prompt)
        .starts()
        .writes("I begin.")
        .endsBlock()
        .uses("t1", "Bash", "npm test")
        .uses("t2", "Read", "README.md")
        .used("t1", ToolFinished.Outcome.FAILED)
        .plans(
            List.of(
                new Todo("look around", Todo.State.COMPLETED),
                new Todo("write it", Todo.State.IN_PROGRESS)));

    threads.awaitShown(
        prompt,
        "❌ *Bash* npm test",
        "⏳ *Read* README.md",
        "☑ look around",
        "▶ write it",
        "Working");
  }

  @Test
  void letsOnlyTheStarterDecide() {
    var prompt = command("clean up");
    claude.answer(prompt).starts().asks("ask-1", "Bash", "rm -rf build", "Bash(rm *)");
    threads.awaitShown(prompt, "rm -rf build");
    var question =
        threads.replies(prompt).stream()
            .filter(message -> message.shown().contains("rm -rf build"))
            .findFirst()
            .orElseThrow();
    threads.awaitShown(prompt, "Bash(rm *)");

    slack.click("U0GRACE", question.channel(), question.ts(), "Allow once");
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(slack.ephemerals("U0GRACE"))
                .anyMatch(note -> note.text().contains("can decide that")));
    slack.click("U0ADA", question.channel(), question.ts(), "Allow for this session");

    var decided = claude.await(Decide.class, 1);
    assertThat(decided.decision()).isEqualTo(Decision.ALLOW_FOR_SESSION);
    assertThat(decided.approval()).isEqualTo("ask-1");
    assertThat(decided.by()).isEqualTo("U0ADA");
    claude
        .answer(prompt)
        .settled("ask-1", ApprovalDecided.Outcome.ALLOWED_FOR_SESSION, "U0ADA")
        .completes();
    threads.awaitShown(prompt, "Allowed for this session by <@U0ADA>", "✅");
  }

  @Test
  void tellsClaudeWhySomethingIsDenied() {
    var prompt = command("clean up more");
    claude.answer(prompt).starts().asks("ask-2", "Bash", "rm -rf /", null);
    threads.awaitShown(prompt, "rm -rf /");
    var question =
        threads.replies(prompt).stream()
            .filter(message -> message.shown().contains("rm -rf /"))
            .findFirst()
            .orElseThrow();

    slack.click("U0ADA", question.channel(), question.ts(), "Deny with a reason…");
    await().atMost(Threads.A_WHILE).until(() -> slack.form("U0ADA").isPresent());
    assertThat(
            slack
                .submit("U0ADA", Map.of("approval.reason", "not that folder"))
                .join()
                .acknowledged())
        .isTrue();

    var decided = claude.await(Decide.class, 1);
    assertThat(decided.decision()).isEqualTo(Decision.DENY);
    assertThat(decided.reason()).isEqualTo("not that folder");
  }

  @Test
  void offersToContinueWhenNobodyWaitsForADecision() {
    var prompt = command("deploy");
    claude
        .answer(prompt)
        .starts()
        .asks("ask-3", "Bash", "make deploy", null)
        .settled("ask-3", ApprovalDecided.Outcome.LAPSED, "session")
        .isInterrupted(Interrupted.Cause.CRASHED, null);
    threads.awaitShown(prompt, "Nobody waits for this decision", "Interrupted");
    var question =
        threads.replies(prompt).stream()
            .filter(message -> message.shown().contains("Nobody waits"))
            .findFirst()
            .orElseThrow();

    slack.click("U0ADA", question.channel(), question.ts(), "Continue");

    var second = claude.await(Prompt.class, 2);
    assertThat(second.session()).isEqualTo(prompt.session());
    assertThat(second.text()).contains("Continue");
  }

  @Test
  void stopsByButtonAndByWord() {
    var prompt = command("count to a million");
    var thread = Threads.thread(prompt);
    claude.answer(prompt).starts().writes("One, two");
    threads.awaitShown(prompt, "One, two");

    slack.click("U0GRACE", thread.channel(), threads.last(prompt).ts(), "Stop");
    var stopped = claude.await(Cancel.class, 1);
    assertThat(stopped.turn()).isEqualTo(prompt.turn());
    assertThat(stopped.by()).isEqualTo("U0GRACE");
    threads.awaitShown(prompt, "Stopping");
    slack.reply("U0ADA", thread.channel(), thread.threadTs(), "!stop");
    assertThat(claude.await(Cancel.class, 2).turn()).isEqualTo(prompt.turn());

    claude.answer(prompt).isInterrupted(Interrupted.Cause.CANCELLED, "U0GRACE");
    threads.awaitShown(prompt, "Stopped by <@U0GRACE>");
    assertThat(claude.heard(Prompt.class)).hasSize(1);
  }

  @Test
  void showsWhatIsQueuedAndThenItsAnswerBelow() {
    var first = command("first of two");
    var thread = Threads.thread(first);
    var answer = claude.answer(first).starts().writes("w1 ");
    threads.awaitShown(first, "w1");
    slack.reply("U0ADA", thread.channel(), thread.threadTs(), "second of two");
    var second = claude.await(Prompt.class, 2);
    threads.awaitShown(first, "Queued: runs next");

    answer.writes("w2").endsBlock().completes();
    claude.answer(second).starts().writes("w3").endsBlock().completes();

    threads.awaitShown(second, "w3");
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() -> assertThat(threads.shown(first)).doesNotContain("Queued"));
    assertThat(Threads.words(threads.shown(first))).containsExactly("w1", "w2", "w3");
  }

  @Test
  void triesAFailedPromptAgainOnce() {
    var prompt = command("fail please");
    claude.answer(prompt).starts().fails("The model is overloaded.");
    threads.awaitShown(prompt, "The model is overloaded.");
    await()
        .atMost(Threads.A_WHILE)
        .until(() -> String.valueOf(threads.last(prompt).blocks()).contains("Retry"));
    var last = threads.last(prompt);

    slack.click("U0ADA", last.channel(), last.ts(), "Retry");
    slack.click("U0ADA", last.channel(), last.ts(), "Retry");

    var again = claude.await(Prompt.class, 2);
    assertThat(again.text()).isEqualTo("fail please");
    assertThat(again.turn()).isNotEqualTo(prompt.turn());
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(String.valueOf(threads.replies(prompt).getFirst().blocks()))
                .doesNotContain("Retry"));
    assertThat(claude.heard(Prompt.class)).hasSize(2);
  }

  private Prompt command(String text) {
    slack.command("U0ADA", "C0GENERAL", "/flow", text);
    await()
        .atMost(Threads.A_WHILE)
        .until(
            () -> claude.heard(Prompt.class).stream().anyMatch(heard -> heard.text().equals(text)));
    return claude.heard(Prompt.class).stream()
        .filter(heard -> heard.text().equals(text))
        .findFirst()
        .map(SessionCommand.Prompt.class::cast)
        .orElseThrow();
  }
}
