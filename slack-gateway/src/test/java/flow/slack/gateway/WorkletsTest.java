package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.DeploymentId;
import flow.events.Origin;
import flow.events.Topic;
import flow.events.WorkletCommand;
import flow.events.WorkletCommand.Create;
import flow.events.WorkletEvent.BuildFinished;
import flow.events.WorkletEvent.BuildOutput;
import flow.events.WorkletEvent.BuildStarted;
import flow.events.WorkletEvent.Changed;
import flow.events.WorkletEvent.Created;
import flow.events.WorkletEvent.Failed;
import flow.events.WorkletEvent.Live;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import flow.testing.LocalPostgres;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkletsTest {

  static final SlackSimulator slack = SlackSimulator.start();
  static final Gateway gateway = new Gateway(slack, LocalPostgres.fresh());

  final Claude claude = new Claude();
  final DeploymentId deployment = DeploymentId.random();

  @AfterEach
  void stopClaude() {
    claude.close();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    slack.close();
  }

  @Test
  void makesAWorkletOfARepository() {
    var create = create("add a clock to https://github.com/ada/page");
    assertThat(create.repository()).isEqualTo("https://github.com/ada/page");
    assertThat(create.prompt()).isEqualTo("add a clock to");
    awaitCard(create, "being made");

    goesLive(create);
    awaitCard(create, "live, version 1", "http://page.example", "node");
    assertThat(replies(create)).anyMatch(reply -> reply.shown().contains("live, version 1"));
  }

  @Test
  void takesRepliesAndButtonsInItsThread() {
    var create = create("https://github.com/ada/second");
    goesLive(create);
    awaitCard(create, "live, version 1");
    var thread = thread(create);

    slack.reply("U0GRACE", thread.channel(), thread.threadTs(), "make it blue");
    var prompt = claude.awaitWorklet(WorkletCommand.Prompt.class, 1);
    assertThat(prompt.text()).isEqualTo("make it blue");
    assertThat(prompt.worklet()).isEqualTo(create.worklet());
    claude.say(
        Topic.WORKLET_EVENTS,
        new Changed(create.worklet(), 10, prompt.id(), 3, 12, 4, Instant.now()));
    awaitThread(create, "Changed 3 files (+12 −4)");

    slack.click("U0GRACE", thread.channel(), card(create).ts(), "Rebuild");
    assertThat(claude.awaitWorklet(WorkletCommand.Deploy.class, 1).worklet())
        .isEqualTo(create.worklet());
    claude.say(
        Topic.WORKLET_EVENTS,
        new Failed(
            create.worklet(),
            11,
            DeploymentId.random(),
            "No start command.",
            "Add one.",
            true,
            Instant.now()));
    awaitCard(create, "No start command. Add one.", "The earlier version still answers.");
  }

  @Test
  void answersQuestionsAboutWorklets() {
    var create = create("https://github.com/ada/third");
    goesLive(create);
    awaitCard(create, "live, version 1");

    ask("worklet list");
    awaitAnswer("*third* · 🟢 live, version 1");
    ask("worklet logs third");
    awaitAnswer("npm install");
    ask("worklet stop third");
    assertThat(claude.awaitWorklet(WorkletCommand.Stop.class, 1).worklet())
        .isEqualTo(create.worklet());
    ask("worklet status nothing");
    awaitAnswer("There is no worklet \"nothing\".");
  }

  private Create create(String text) {
    slack.command("U0ADA", "C0PROTO", "/flow", text);
    return claude.awaitWorklet(Create.class, 1);
  }

  private void goesLive(Create create) {
    var worklet = create.worklet();
    var now = Instant.now();
    claude.say(
        Topic.WORKLET_EVENTS,
        new Created(
            worklet,
            1,
            create.name(),
            create.repository(),
            null,
            create.name() + "-x1",
            "http://page.example/",
            "00",
            create.thread(),
            create.by(),
            now));
    claude.say(Topic.WORKLET_EVENTS, new BuildStarted(worklet, 2, deployment, now));
    claude.say(
        Topic.WORKLET_EVENTS, new BuildOutput(worklet, 0, deployment, 1, "npm install", now));
    claude.say(
        Topic.WORKLET_EVENTS,
        new BuildFinished(worklet, 3, deployment, "node", "abcdef123456", now));
    claude.say(
        Topic.WORKLET_EVENTS, new Live(worklet, 4, deployment, 1, "http://page.example/", now));
  }

  private static Origin.Slack thread(Create create) {
    var thread = create.thread();
    assertThat(thread).isNotNull();
    return thread;
  }

  private static List<Message> replies(Create create) {
    return slack.thread(thread(create).channel(), thread(create).threadTs()).stream()
        .filter(message -> message.isReply() && message.botId() != null)
        .toList();
  }

  private static Message card(Create create) {
    return replies(create).getFirst();
  }

  private static void awaitCard(Create create, String... texts) {
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() -> {
          assertThat(replies(create)).isNotEmpty();
          assertThat(card(create).shown()).contains(texts);
        });
  }

  private static void awaitThread(Create create, String text) {
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(
                    replies(create).stream().map(Message::shown).collect(Collectors.joining("\n")))
                .contains(text));
  }

  private static void ask(String text) {
    slack.command("U0LINUS", "C0PROTO", "/flow", text);
  }

  private static void awaitAnswer(String text) {
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(slack.ephemerals("U0LINUS")).anyMatch(note -> note.text().contains(text)));
  }
}
