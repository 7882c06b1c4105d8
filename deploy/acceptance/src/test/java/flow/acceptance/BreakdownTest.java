package flow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.model.simulator.ModelSimulator;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever breaks, the text in Slack is the model's text: each word once and in order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakdownTest {

  static final String SLOWLY = "sim: words 150 delay 50ms";
  static final String WORDS = ModelSimulator.words(150);

  Platform platform;

  @BeforeAll
  void start() throws IOException {
    platform = Platform.start();
  }

  @AfterEach
  void mend() {
    platform.slack.faults().clear();
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void everyDeliveryComesThreeTimes() {
    platform.slack.faults().duplicateDeliveries(2);

    var thread = Conversation.begin(platform.slack, SLOWLY);
    thread.awaitWords(WORDS);
    thread.reply("sim: say only once");

    thread.awaitShown("only once");
    assertThat(thread.shown().split("only once", -1)).hasSize(2);
  }

  @Test
  void slackLimitsTheRate() {
    platform.slack.faults().rateLimit("chat.update", 1, 5);
    platform.slack.faults().rateLimit("chat.postMessage", 1, 2);

    Conversation.begin(platform.slack, SLOWLY).awaitWords(WORDS);
  }

  @Test
  void answersOfSlackAreLost() {
    platform.slack.faults().loseAnswers("chat.postMessage", 3);
    platform.slack.faults().loseAnswers("chat.update", 3);

    Conversation.begin(platform.slack, SLOWLY).awaitWords(WORDS);
  }

  @Test
  void slackAnswersWithErrors() {
    platform.slack.faults().failBefore("chat.update", 503, 3);
    platform.slack.faults().failAfter("chat.postMessage", 500, 2);

    Conversation.begin(platform.slack, SLOWLY).awaitWords(WORDS);
  }

  @Test
  void socketsDrop() {
    var thread = Conversation.begin(platform.slack, SLOWLY);
    thread.awaitShown("word10");

    platform.slack.faults().dropSockets();
    await().atMost(Conversation.PATIENCE).until(() -> !platform.slack.connections().isEmpty());
    thread.awaitWords(WORDS);
    thread.reply("sim: say connected again");

    thread.awaitShown("connected again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack-gateway", "session-service", "kafka", "postgres"})
  void aProcessIsKilledInMidStream(String name) {
    var thread = Conversation.begin(platform.slack, SLOWLY);
    thread.awaitShown("word10");

    platform.kill(name);

    thread.awaitWords(WORDS);
  }

  @Test
  void everythingIsKilledAndStartedAgain() throws IOException {
    var before = Conversation.begin(platform.slack, "sim: say before the power cut");
    before.awaitShown("before the power cut");
    var during = Conversation.begin(platform.slack, SLOWLY);
    during.awaitShown("word10");

    platform.killAll();
    platform.startAgain();

    during.awaitWords(WORDS);
    before.reply("sim: recall");
    before.awaitShown("sim: say before the power cut");
  }
}
