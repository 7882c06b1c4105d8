package flow.session.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flow.events.Decision;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionId;
import flow.session.testing.Processes;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class IsolationTest {

  static final String[] SECRETS = {
    RunningService.KEY, RunningService.OPERATOR, "xoxb-planted-secret", "ghp_plantedsecret"
  };

  final RunningService service = SharedService.get();
  final SessionId session = SessionId.random();

  @Test
  void showsNoSecretToACommandThatClaudeRuns() {
    assertThat(outputOf("env")).contains("HOME=").doesNotContain(SECRETS);
  }

  @Test
  void hasNoSecretInTheEnvironmentOfAnyProcess() throws IOException {
    service.say(session, "sim: say hello");
    var _ = service.events().await(session, Completed.class);

    assertThat(Processes.of(session)).isNotEmpty();
    for (var process : Processes.of(session)) {
      var proc = Path.of("/proc", Long.toString(process.pid()));
      assertThat(new String(Files.readAllBytes(proc.resolve("environ")), UTF_8))
          .doesNotContain(SECRETS);
      assertThat(new String(Files.readAllBytes(proc.resolve("cmdline")), UTF_8))
          .doesNotContain(SECRETS);
    }
    assertThat(service.model().requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.credential()).isEqualTo(RunningService.KEY));
  }

  @Test
  void seesNoOtherSessionAndNoOtherProcess() {
    assumeTrue(
        service.bean(ClaudeProcesses.class).isSandboxed(),
        "skipped: no sandbox here (bubblewrap is missing or not allowed)");
    service.say(SessionId.random(), "sim: say somebody else");

    var seen =
        outputOf(
            "ls -a %s/.. ; ls -a /root /home ; cat /etc/shadow ; ls /proc | grep -c '^[0-9]'"
                .formatted(service.folder(session)));

    assertThat(seen)
        .contains(session.toString())
        .contains("/etc/shadow: No such file")
        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f-]{27}\\s+[0-9a-f]{8}-[0-9a-f-]{27}");
    assertThat(Integer.parseInt(seen.strip().replaceAll("(?s).*\\s", ""))).isLessThan(20);
  }

  private String outputOf(String command) {
    service.say(session, "sim: run " + command + " then report");
    var asked = service.events().await(session, ApprovalRequested.class);
    service.decide(session, asked.approval(), Decision.ALLOW_ONCE);
    return service.events().await(session, BlockCompleted.class).text();
  }
}
