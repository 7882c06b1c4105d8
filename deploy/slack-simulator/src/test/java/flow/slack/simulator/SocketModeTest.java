package flow.slack.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import flow.slack.simulator.delivery.Receipt.Outcome;
import flow.slack.simulator.record.Delivered;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SocketModeTest {

  final SlackSimulator simulator =
      SlackSimulator.start(
          SimulatorSettings.standard()
              .withLimits(0)
              .withRedelivery(Duration.ofSeconds(60), Duration.ZERO));
  final App app = new App(simulator);

  @AfterEach
  void stop() throws IOException {
    app.close();
    simulator.close();
  }

  @Test
  void deliversAMentionTwiceWithDifferentEventIds() throws Exception {
    app.connect();

    var ts = simulator.say("U0ADA", "C0GENERAL", "@Flow is 1 < 2 & \"3\"?");

    eventually().until(() -> !app.events("app_mention").isEmpty());
    eventually().until(() -> !app.events("message").isEmpty());
    var mention = app.events("app_mention").getFirst();
    assertThat(text(mention, "text")).isEqualTo("<@U0FLOW> is 1 &lt; 2 &amp; \"3\"?");
    assertThat(text(mention, "ts")).isEqualTo(ts).isEqualTo(text(mention, "event_ts"));
    assertThat(app.events.stream().map(e -> text(e.getPayload(), "event_id")).distinct())
        .hasSize(2);
    assertThat(text(app.events.getFirst().getPayload(), "team_id")).isEqualTo("T0FLOWHQ");
  }

  @Test
  void deliversDirectMessagesAndRepliesAsMessagesOnly() throws Exception {
    app.connect();

    var root = simulator.say("U0ADA", "D0ADA", "@Flow hello");
    simulator.reply("U0ADA", "D0ADA", root, "more");

    eventually().until(() -> app.events("message").size() == 2);
    assertThat(app.events("app_mention")).isEmpty();
    var reply = app.events("message").getLast();
    assertThat(text(reply, "thread_ts")).isEqualTo(root);
    assertThat(text(reply, "channel_type")).isEqualTo("im");
  }

  @Test
  void tellsTheAppOfItsOwnPostsAndEdits() throws Exception {
    app.connect();
    var ts = app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("mine")).getTs();
    app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(ts).text("still mine"));

    eventually().until(() -> app.events("message").size() == 2);
    var events = app.events("message");
    assertThat(text(events.getFirst(), "bot_id")).isEqualTo("B0FLOW");
    assertThat(text(events.getLast(), "subtype")).isEqualTo("message_changed");
    assertThat(text(events.getLast().getAsJsonObject().get("message"), "text"))
        .isEqualTo("still mine");
  }

  @Test
  void hearsNothingFromChannelsWithoutTheBotUntilItIsInvited() throws Exception {
    app.connect();
    simulator.say("U0ADA", "C0RANDOM", "@Flow are you there?");

    simulator.invite("U0ADA", "C0RANDOM");

    eventually().until(() -> !app.events("member_joined_channel").isEmpty());
    simulator.say("U0ADA", "C0RANDOM", "and now?");
    eventually().until(() -> app.events("message").stream().anyMatch(e -> isNow(e)));
    assertThat(app.events("app_mention")).isEmpty();
  }

  @Test
  void showsTheAnswerInAnAcknowledgementOnlyToTheCaller() throws Exception {
    app.commandAnswer = "usage: /flow <prompt>";
    app.connect();

    var receipt = simulator.commandReceipt("U0ADA", "C0GENERAL", "/flow", "help").get(30, SECONDS);

    assertThat(receipt.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
    assertThat(text(app.commands.getFirst().getPayload(), "text")).isEqualTo("help");
    assertThat(simulator.ephemerals("U0ADA").getFirst().shown()).startsWith("usage");
    assertThat(simulator.ephemerals("U0GRACE")).isEmpty();
  }

  @Test
  void takesFiveAnswersByResponseUrl() throws Exception {
    app.connect();
    simulator.command("U0ADA", "C0RANDOM", "/flow", "hi");
    eventually().until(() -> !app.commands.isEmpty());
    var url = text(app.commands.getFirst().getPayload(), "response_url");

    var codes = new java.util.ArrayList<Integer>();
    for (var i = 0; i < 6; i++) {
      codes.add(app.slack.send(url, "{\"text\":\"Invite me: /invite @Flow\"}").getCode());
    }

    assertThat(codes).containsExactly(200, 200, 200, 200, 200, 404);
    assertThat(simulator.ephemerals("U0ADA")).hasSize(5);
  }

  @Test
  void tellsTheCallerWhenNoSocketIsOpen() throws Exception {
    var receipt = simulator.commandReceipt("U0ADA", "C0GENERAL", "/flow", "hi").get(30, SECONDS);

    assertThat(receipt.outcome()).isEqualTo(Outcome.NOT_CONNECTED);
    assertThat(simulator.ephemerals("U0ADA").getFirst().text()).contains("dispatch_failed");
  }

  @Test
  void spreadsDeliveriesOverAllSockets() throws Exception {
    app.connect();
    app.connect();
    assertThat(simulator.connections()).hasSize(2);

    for (var i = 0; i < 40; i++) {
      simulator.say("U0ADA", "C0GENERAL", "number " + i);
    }

    eventually().until(() -> app.events.size() == 40);
    assertThat(simulator.deliveries().stream().map(Delivered::connection).distinct()).hasSize(2);
    eventually()
        .until(() -> simulator.deliveries().stream().allMatch(d -> d.acknowledgedAfter() != null));
  }

  @Test
  void asksForAFreshSocketAsSlackDoesEveryFewHours() throws Exception {
    app.connect();
    var first = simulator.connections().getFirst().id();

    simulator.faults().refreshSockets();

    eventually()
        .until(() -> simulator.connections().stream().anyMatch(open -> !open.id().equals(first)));
  }

  private static boolean isNow(JsonElement event) {
    return text(event, "text").equals("and now?");
  }

  static String text(JsonElement object, String member) {
    return object.getAsJsonObject().get(member).getAsString();
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
