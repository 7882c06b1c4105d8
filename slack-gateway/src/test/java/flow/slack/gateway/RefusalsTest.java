package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.SessionCommand.Prompt;
import flow.slack.simulator.SlackSimulator;
import flow.testing.LocalPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  static final SlackSimulator slack = SlackSimulator.start();
  static final Gateway gateway =
      new Gateway(
          slack,
          LocalPostgres.fresh(),
          "--flow.slack.channel-allowlist=C0PRO.*,D0.*",
          "--flow.slack.prompts-per-minute=3");

  final Claude claude = new Claude();

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
  void takesNoMoreThanSoManyPromptsOfAPersonWithinAMinute() {
    for (var i = 1; i <= 3; i++) {
      slack.command("U0GRACE", "C0PROTO", "/flow", "prompt " + i);
    }
    assertThat(claude.await(Prompt.class, 3).text()).startsWith("prompt ");

    slack.command("U0GRACE", "C0PROTO", "/flow", "one too many");
    awaitNote("U0GRACE", "3 prompts within a minute");
    slack.say("U0GRACE", "D0GRACE", "another too many");
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(() ->
            assertThat(slack.ephemerals("U0GRACE"))
                .filteredOn(note -> note.text().contains("3 prompts within a minute"))
                .hasSize(2));

    slack.command("U0ADA", "C0PROTO", "/flow", "somebody else's");
    assertThat(claude.await(Prompt.class, 4).text()).isEqualTo("somebody else's");
    assertThat(claude.heard(Prompt.class)).hasSize(4);
  }

  @Test
  void staysOutOfChannelsThatAreNotOnTheListHoweverItIsCalled() {
    slack.command("U0LINUS", "C0GENERAL", "/flow", "by a command");
    awaitNote("U0LINUS", "not switched on in this channel");
    var ts = slack.say("U0LINUS", "C0GENERAL", "@Flow by a mention");
    slack.reply("U0LINUS", "C0GENERAL", ts, "@Flow by a reply");

    slack.say("U0LINUS", "D0LINUS", "where it is allowed");

    assertThat(claude.await(Prompt.class, 1).text()).isEqualTo("where it is allowed");
    assertThat(claude.heard(Prompt.class)).hasSize(1);
    assertThat(slack.roots("C0GENERAL")).isEmpty();
  }

  private static void awaitNote(String user, String text) {
    await()
        .atMost(Threads.A_WHILE)
        .untilAsserted(
            () -> assertThat(slack.ephemerals(user)).anyMatch(note -> note.text().contains(text)));
  }
}
