package flow.slack.simulator;

import static flow.slack.simulator.SocketModeTest.eventually;
import static flow.slack.simulator.SocketModeTest.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.methods.SlackApiException;
import flow.slack.simulator.delivery.Receipt.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {

  final SlackSimulator simulator =
      SlackSimulator.start(
          SimulatorSettings.standard()
              .withLimits(0)
              .withRedelivery(Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO));
  final App app = new App(simulator);
  final Wire wire = new Wire(simulator);

  @AfterEach
  void stop() throws IOException {
    app.close();
    simulator.close();
  }

  @Test
  void delayAMethod() throws Exception {
    simulator.faults().latency("chat.postMessage", Duration.ofMillis(700));

    post();

    assertThat(simulator.calls("chat.postMessage").getFirst().took())
        .isGreaterThanOrEqualTo(Duration.ofMillis(700));
  }

  @Test
  void limitRatesInAStorm() throws Exception {
    simulator.faults().rateLimit("*", 7, 2);

    var refused = Assertions.catchThrowableOfType(SlackApiException.class, this::post);
    assertThat(refused.getResponse().header("Retry-After")).isEqualTo("7");
    assertThatThrownBy(this::post).isInstanceOf(SlackApiException.class);
    post();

    assertThat(simulator.messages("C0GENERAL")).hasSize(1);
  }

  @Test
  void failBeforeOrAfterTheEffect() throws Exception {
    simulator.faults().failBefore("chat.postMessage", 503, 1);
    assertThatThrownBy(this::post).isInstanceOf(SlackApiException.class);
    assertThat(simulator.messages("C0GENERAL")).isEmpty();

    simulator.faults().failAfter("chat.postMessage", 500, 1);
    assertThatThrownBy(this::post).isInstanceOf(SlackApiException.class);
    assertThat(simulator.messages("C0GENERAL")).hasSize(1);
  }

  @Test
  void loseAnswersButNotTheirEffect() {
    simulator.faults().loseAnswers("chat.postMessage", -1);

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);

    assertThat(simulator.messages("C0GENERAL")).isNotEmpty();
    assertThat(simulator.calls("chat.postMessage").getFirst().outcome()).isEqualTo("lost_answer");
  }

  @Test
  void loseCallsWithTheirEffect() {
    simulator.faults().loseCalls("chat.postMessage", -1);

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);

    assertThat(simulator.messages("C0GENERAL")).isEmpty();
  }

  @Test
  void duplicateDeliveriesWithTheSameEvent() throws Exception {
    app.connect();
    simulator.faults().duplicateDeliveries(2);

    simulator.say("U0ADA", "C0GENERAL", "once");

    eventually().until(() -> app.events.size() >= 3);
    var ids = app.events.stream().map(each -> text(each.getPayload(), "event_id")).distinct();
    assertThat(ids).hasSize(1);
  }

  @Test
  void deliverAgainWhatNobodyAcknowledged() throws Exception {
    app.connect();
    simulator.faults().ignoreAcknowledgements(1);

    simulator.say("U0ADA", "C0GENERAL", "twice");

    eventually().until(() -> app.events.size() >= 2);
    assertThat(app.events.get(1).getRetryAttempt()).isEqualTo(1);
    assertThat(app.events.get(1).getRetryReason()).isEqualTo("timeout");
    eventually()
        .until(() -> simulator.deliveries().stream().anyMatch(d -> d.acknowledgedAfter() != null));
  }

  @Test
  void tellTheCallerOfACommandThatNobodyAcknowledged() throws Exception {
    app.acknowledges = false;
    app.connect();

    var receipt = simulator.commandReceipt("U0ADA", "C0GENERAL", "/flow", "hi").get(30, SECONDS);

    assertThat(receipt.outcome()).isEqualTo(Outcome.TIMED_OUT);
    eventually().until(() -> app.commands.size() == 1);
    assertThat(simulator.ephemerals("U0ADA").getFirst().text()).contains("operation_timeout");
  }

  @Test
  void dropSocketsAndRefuseNewOnes() throws Exception {
    app.connect();

    simulator.faults().refuseSockets(true);
    eventually().until(() -> simulator.connections().isEmpty());
    simulator.say("U0ADA", "C0GENERAL", "nobody hears this");
    simulator.faults().clear();

    assertThat(simulator.deliveries()).isEmpty();
  }

  @Test
  void areSwitchedOverHttpToo() throws Exception {
    var added =
        wire.sim(
            "POST",
            "/sim/faults",
            "{\"kind\":\"error-before\",\"method\":\"chat.postMessage\",\"times\":1}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(wire.look("/sim/faults").get("faults")).hasSize(1);

    assertThatThrownBy(this::post).isInstanceOf(SlackApiException.class);
    post();

    assertThat(wire.sim("POST", "/sim/faults", "{\"kind\":\"rain\"}").statusCode()).isEqualTo(400);
  }

  private void post() throws IOException, SlackApiException {
    var posted = app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("hello"));
    assertThat(posted.isOk()).isTrue();
  }
}
