package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import flow.slack.simulator.workspace.Message;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {

  @TempDir Path folder;

  @Test
  void keepsChannelsAndThreads() throws Exception {
    var settings = SimulatorSettings.standard().withFile(folder.resolve("deep/workspace.json"));
    String root;
    try (var before = SlackSimulator.start(settings);
        var app = new App(before)) {
      root = app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("root")).getTs();
      app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(root).text("edited"));
      before.reply("U0ADA", "C0GENERAL", root, "reply");
      before.invite("U0ADA", "C0RANDOM");
    }

    try (var after = SlackSimulator.start(settings);
        var app = new App(after)) {
      var thread = after.thread("C0GENERAL", root);
      assertThat(thread.stream().map(Message::text)).containsExactly("edited", "reply");
      assertThat(thread.getFirst().versions()).hasSize(2);
      assertThat(thread.getFirst().blocks()).isNull();
      var posted = app.methods.chatPostMessage(r -> r.channel("C0RANDOM").text("I am in"));
      assertThat(posted.isOk()).as(posted.getError()).isTrue();
      assertThat(posted.getTs()).isGreaterThan(thread.getLast().ts());
    }
  }
}
