package flow.slack.simulator.people;

import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.delivery.Deliveries;
import flow.slack.simulator.delivery.Kind;
import flow.slack.simulator.delivery.Receipt;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Draft;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Hooks;
import flow.slack.simulator.workspace.Hooks.Hook;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/// People type slash commands.
public final class Commands {

  private static final List<String> KNOWN = List.of("/flow");

  private final Workspace workspace;
  private final Deliveries deliveries;
  private final Hooks hooks;
  private final Forms forms;
  private final Address address;
  private final Places places;
  private final Answers answers;

  public Commands(
      Workspace workspace, Deliveries deliveries, Hooks hooks, Forms forms, Address address) {
    this.workspace = workspace;
    this.deliveries = deliveries;
    this.hooks = hooks;
    this.forms = forms;
    this.address = address;
    places = new Places(workspace);
    answers = new Answers(workspace);
  }

  /// Ends when the app has acknowledged it, or with the error Slack shows to the person.
  public CompletableFuture<Receipt> run(String user, String channel, String command, String text) {
    var place = places.channel(user, channel);
    if (!KNOWN.contains(command)) {
      var known = String.join(", ", KNOWN);
      tell(user, place, "`" + command + "` is not a valid command. Commands here: " + known);
      throw new ActRefused(command + " is not a command of this workspace");
    }
    var hook = hooks.issue(place.id(), user, null, null);
    var payload = payload(user, place, command, text).put("response_url", address.hook(hook));
    return deliveries
        .send(Kind.COMMAND, payload)
        .whenComplete((receipt, _) -> ended(hook, place, command, receipt));
  }

  private void ended(Hook hook, Channel place, String command, Receipt receipt) {
    switch (receipt.outcome()) {
      case ACKNOWLEDGED -> {
        var response = receipt.response();
        if (response != null && !response.isEmpty()) {
          answers.show(hook, response);
        }
      }
      case NOT_CONNECTED -> failed(hook.user(), place, command, "dispatch_failed");
      case TIMED_OUT -> failed(hook.user(), place, command, "operation_timeout");
    }
  }

  private void failed(String user, Channel place, String command, String error) {
    tell(user, place, "`%s` failed with the error \"%s\"".formatted(command, error));
  }

  private void tell(String user, Channel place, String text) {
    workspace.whisper(Draft.by(Ephemeral.SLACKBOT, place.id(), text), user);
  }

  private ObjectNode payload(String user, Channel place, String command, String text) {
    return Json.object()
        .put("token", "simulator")
        .put("team_id", Seed.TEAM)
        .put("team_domain", Seed.TEAM_DOMAIN)
        .put("channel_id", place.id())
        .put("channel_name", Places.name(place))
        .put("user_id", user)
        .put("user_name", places.person(user).name())
        .put("command", command)
        .put("text", Typed.command(text.strip()))
        .put("api_app_id", Seed.APP)
        .put("is_enterprise_install", "false")
        .put("trigger_id", forms.issueTrigger(user));
  }
}
