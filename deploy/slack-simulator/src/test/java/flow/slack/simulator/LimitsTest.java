package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import flow.slack.simulator.faults.Limits;
import java.io.IOException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LimitsTest {

  final SlackSimulator simulator = SlackSimulator.start();
  final App app = new App(simulator);

  @AfterEach
  void stop() throws IOException {
    app.close();
    simulator.close();
  }

  @Test
  void letAChannelTakeABurstOfPostsAndThenOneASecond() {
    var limits = new Limits(1);
    var allowed = 0;
    while (limits.waitForPost("C0GENERAL") == 0) {
      allowed++;
    }

    assertThat(allowed).isGreaterThanOrEqualTo(5);
    assertThat(limits.waitForPost("C0PROTO")).isZero();
  }

  @Test
  void tellACallerHowLongToWait() {
    simulator.limits().scale(0.001);

    var refused =
        Assertions.catchThrowableOfType(
            SlackApiException.class,
            () -> {
              for (var i = 0; i < 2; i++) {
                app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("again"));
              }
            });

    assertThat(refused.getResponse().code()).isEqualTo(429);
    assertThat(refused.getResponse().header("Retry-After")).isNotBlank();
    assertThat(simulator.messages("C0GENERAL")).hasSize(1);
    assertThat(simulator.calls("chat.postMessage").getLast().outcome()).isEqualTo("ratelimited");
  }

  @Test
  void holdForAMethodInTheWholeWorkspace() {
    var refused =
        Assertions.catchThrowableOfType(
            SlackApiException.class,
            () -> {
              for (var i = 0; i < 1000; i++) {
                app.methods.usersList(r -> r);
              }
            });

    assertThat(refused.getResponse().code()).isEqualTo(429);
    assertThat(simulator.calls("users.list").size()).isGreaterThan(20);
  }

  @Test
  void canBeSwitchedOff() throws Exception {
    simulator.limits().off();

    for (var i = 0; i < 120; i++) {
      assertThat(app.methods.usersList(r -> r).isOk()).isTrue();
    }
  }
}
