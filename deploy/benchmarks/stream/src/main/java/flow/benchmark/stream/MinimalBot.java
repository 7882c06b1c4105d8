package flow.benchmark.stream;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient.Backend;
import com.slack.api.socket_mode.response.AckResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The least that answers `/flow` with Claude: Slack's SDK and the CLI in one process, nothing kept
/// anywhere, an update a second.
final class MinimalBot {

  private static final Logger LOG = LoggerFactory.getLogger(MinimalBot.class);

  private final Map<String, String> environment = System.getenv();
  private final boolean eager;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free =
      new Semaphore(Integer.parseInt(environment.getOrDefault("MAX_SESSIONS", "4")));

  private MinimalBot(boolean eager) {
    this.eager = eager;
  }

  /// Runs until it is killed.
  ///
  /// @param eager whether the first words and the end of an answer wait for no tick of its clock
  static void run(boolean eager) throws Exception {
    new MinimalBot(eager).listen();
  }

  private void listen() throws Exception {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(environment.get("SLACK_API_URL"));
    config.setProxyUrl(null);
    var slack = Slack.getInstance(config);
    var methods = slack.methods(environment.get("SLACK_BOT_TOKEN"));
    try (var socket = slack.socketMode(environment.get("SLACK_APP_TOKEN"), Backend.JavaWebSocket)) {
      socket.addSlashCommandsEnvelopeListener(envelope -> {
        socket.sendSocketModeResponse(
            AckResponse.builder().envelopeId(envelope.getEnvelopeId()).build());
        var command = envelope.getPayload().getAsJsonObject();
        var channel = command.get("channel_id").getAsString();
        var text = command.get("text").getAsString();
        workers.execute(() -> answer(methods, channel, text));
      });
      socket.connect();
      new CountDownLatch(1).await();
    }
  }

  private void answer(MethodsClient methods, String channel, String prompt) {
    free.acquireUninterruptibly();
    try {
      var root = methods.chatPostMessage(post -> post.channel(channel).text("> " + prompt));
      try (var reply = new Reply(methods, channel, root.getTs(), eager)) {
        new Cli(environment).ask(prompt, reply);
      }
    } catch (IOException | com.slack.api.methods.SlackApiException e) {
      LOG.warn("An answer broke off", e);
    } finally {
      free.release();
    }
  }
}
