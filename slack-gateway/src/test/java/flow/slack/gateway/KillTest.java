package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.SessionCommand.Prompt;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import flow.testing.LocalPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The service as a process of its own, killed without warning.
class KillTest {

  final SlackSimulator slack = SlackSimulator.start();
  final Threads threads = new Threads(slack);
  final Claude claude = new Claude();
  final String dsn = LocalPostgres.fresh();
  Process gateway = start();

  @AfterEach
  void stop() {
    gateway.destroyForcibly();
    claude.close();
    slack.close();
  }

  @Test
  void repeatsAndLosesNothingWhenItIsKilledInTheMiddle() {
    var text = Threads.text(2_000);
    var receipt = slack.commandReceipt("U0ADA", "C0GENERAL", "/flow", "killed on the way").join();
    assertThat(receipt.acknowledged()).isTrue();
    killAndStart();
    var prompt = claude.await(Prompt.class, 1);
    var answer = claude.answer(prompt).starts();

    for (var at = 0; at < text.length(); at += 200) {
      answer.writes(text.substring(at, Math.min(text.length(), at + 200)));
      if (at == 6_000) {
        threads.awaitShown(prompt, "w10 ");
        killAndStart();
      }
    }
    answer.endsBlock().completes();

    threads.awaitWords(prompt, text);
    assertThat(claude.heard(Prompt.class)).hasSize(1);
    assertThat(slack.roots("C0GENERAL")).filteredOn(root -> !root.deleted()).hasSize(1);
    assertThat(threads.replies(prompt)).extracting(Message::text).doesNotHaveDuplicates();
  }

  private void killAndStart() {
    gateway.destroyForcibly();
    await().atMost(Duration.ofMinutes(1)).until(() -> !gateway.isAlive());
    await().atMost(Duration.ofMinutes(1)).until(() -> slack.connections().isEmpty());
    gateway = start();
  }

  private Process start() {
    try {
      var process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !slack.connections().isEmpty() || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
      return process;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ArrayList<>(
            List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path));
    command.add(SlackGatewayApplication.class.getName());
    command.addAll(Gateway.arguments(slack, dsn, "kill-test-" + slack.port()));
    return command;
  }
}
