package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SdkTest {

  final SlackSimulator simulator = SlackSimulator.start();
  final App app = new App(simulator);

  @AfterEach
  void stop() throws Exception {
    app.close();
    simulator.close();
  }

  @Test
  void answersTheSdk() throws IOException, SlackApiException {
    assertThat(app.methods.authTest(r -> r).getUserId()).isEqualTo("U0FLOW");
    var posted = app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("hello"));
    assertThat(posted.isOk()).as(posted.getError()).isTrue();
    assertThat(simulator.thread("C0GENERAL", posted.getTs()).getFirst().text()).isEqualTo("hello");
  }
}
