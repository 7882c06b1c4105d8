package flow.slack.simulator;

import flow.slack.simulator.delivery.Receipt;
import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.faults.Faults;
import flow.slack.simulator.faults.Limits;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import flow.slack.simulator.people.Click;
import flow.slack.simulator.record.Call;
import flow.slack.simulator.record.Delivered;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// A running workspace, and the hands of the people in it. For tests in the same process; over HTTP
/// the same is found under `/sim/`.
///
/// People: `U0ADA`, `U0GRACE`, `U0LINUS`; the bot: `U0FLOW`. Channels: `C0GENERAL`, `C0PROTO`,
/// `C0RANDOM` (without the bot); direct messages with the bot: `D0ADA`, `D0GRACE`, `D0LINUS`.
public final class SlackSimulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlackSimulator.class);

  private final SimulatorSettings settings;
  private final Simulation simulation;

  private SlackSimulator(SimulatorSettings settings) {
    this.settings = settings;
    simulation = new Simulation(settings);
  }

  /// On a free port, with Slack's own times and limits.
  public static SlackSimulator start() {
    return start(SimulatorSettings.standard());
  }

  public static SlackSimulator start(SimulatorSettings settings) {
    return new SlackSimulator(settings);
  }

  public int port() {
    return simulation.server.port();
  }

  /// The page, and the base of `/sim/`.
  public String url() {
    return "http://localhost:" + port();
  }

  /// The base of the Web API, with a slash at its end.
  public String apiUrl() {
    return url() + "/api/";
  }

  public String botToken() {
    return settings.botToken();
  }

  public String appToken() {
    return settings.appToken();
  }

  /// Writes into a channel and returns the message's `ts`. Names become mentions: `@Flow hello`.
  @CanIgnoreReturnValue
  public String say(String user, String channel, String text) {
    return simulation.talk.say(user, channel, null, text).ts();
  }

  /// Writes into a thread.
  @CanIgnoreReturnValue
  public String reply(String user, String channel, String threadTs, String text) {
    return simulation.talk.say(user, channel, threadTs, text).ts();
  }

  public void edit(String user, String channel, String ts, String text) {
    simulation.talk.edit(user, channel, ts, text);
  }

  public void delete(String user, String channel, String ts) {
    simulation.talk.delete(user, channel, ts);
  }

  /// Types a slash command; does not wait for the app.
  public void command(String user, String channel, String command, String text) {
    forget(commandReceipt(user, channel, command, text));
  }

  /// Types a slash command; the future ends with the app's acknowledgement or without.
  public CompletableFuture<Receipt> commandReceipt(
      String user, String channel, String command, String text) {
    return simulation.commands.run(user, channel, command, text);
  }

  /// Presses the button with this label or action id; does not wait for the app.
  public void click(String user, String channel, String ts, String label) {
    forget(click(Click.on(user, channel, ts, label)));
  }

  /// Uses a button, or a menu, with what stands in the message's input fields; the future ends with
  /// the app's acknowledgement or without.
  public CompletableFuture<Receipt> click(Click click) {
    return simulation.clicks.click(click);
  }

  /// The form open for somebody.
  public Optional<JsonNode> form(String user) {
    return simulation.forms.top(user).map(JsonNode.class::cast);
  }

  /// Submits it with these values, by action id; the future ends with the app's acknowledgement.
  public CompletableFuture<Receipt> submit(String user, Map<String, String> inputs) {
    return simulation.formFilling.submit(user, inputs);
  }

  /// Brings the bot into a channel.
  public void invite(String user, String channel) {
    simulation.talk.invite(user, channel);
  }

  /// The root and its replies, oldest first, each with everything it ever showed.
  public List<Message> thread(String channel, String ts) {
    return simulation.workspace.thread(channel, ts);
  }

  /// All messages of a channel, replies included, oldest first.
  public List<Message> messages(String channel) {
    return simulation.workspace.messages(channel);
  }

  /// The roots in a channel that the bot wrote, oldest first.
  public List<Message> roots(String channel) {
    return messages(channel).stream().filter(m -> m.botId() != null && !m.isReply()).toList();
  }

  public @Nullable Message message(String channel, String ts) {
    return simulation.workspace.message(channel, ts).orElse(null);
  }

  /// The notes only this person sees, oldest first.
  public List<Ephemeral> ephemerals(String user) {
    return simulation.workspace.ephemerals().stream()
        .filter(note -> note.user().equals(user))
        .toList();
  }

  public Faults faults() {
    return simulation.faults;
  }

  public Limits limits() {
    return simulation.limits;
  }

  /// Every call of the Web API and of response URLs, oldest first.
  public List<Call> calls() {
    return simulation.records.calls();
  }

  public List<Call> calls(String method) {
    return calls().stream().filter(call -> call.method().equals(method)).toList();
  }

  /// Every envelope sent, with the time its acknowledgement took.
  public List<Delivered> deliveries() {
    return simulation.records.deliveries();
  }

  public List<Sockets.Open> connections() {
    return simulation.sockets.open();
  }

  @Override
  public void close() {
    simulation.close();
  }

  private static void forget(CompletableFuture<Receipt> delivery) {
    Mono.fromFuture(delivery)
        .subscribe(
            receipt -> LOG.debug("delivered: {}", receipt),
            error -> LOG.error("a delivery failed", error));
  }
}
