package flow.slack.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import flow.slack.simulator.delivery.Receipt.Outcome;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SocketModeTest {

  final SlackSimulator simulator =
      SlackSimulator.start(
          SimulatorSettings.standard().withRedelivery(Duration.ofSeconds(3), Duration.ZERO));
  final App app = new App(simulator);

  @AfterEach
  void stop() throws Exception {
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
  void tellsTheCallerWhenNoSocketIsOpen() throws Exception {
    var receipt = simulator.commandReceipt("U0ADA", "C0GENERAL", "/flow", "hi").get(30, SECONDS);

    assertThat(receipt.outcome()).isEqualTo(Outcome.NOT_CONNECTED);
    assertThat(simulator.ephemerals("U0ADA").getFirst().text()).contains("dispatch_failed");
  }

  static String text(JsonElement object, String member) {
    return object.getAsJsonObject().get(member).getAsString();
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
