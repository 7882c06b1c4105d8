package flow.slack.simulator.people;

import flow.slack.simulator.blocks.BlockText;
import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.delivery.Deliveries;
import flow.slack.simulator.delivery.Kind;
import flow.slack.simulator.delivery.Receipt;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Hooks;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.WireMessage;
import flow.slack.simulator.workspace.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People use the buttons and menus in messages.
public final class Clicks {

  private final Workspace workspace;
  private final Deliveries deliveries;
  private final Hooks hooks;
  private final Forms forms;
  private final Address address;
  private final Places places;

  public Clicks(
      Workspace workspace, Deliveries deliveries, Hooks hooks, Forms forms, Address address) {
    this.workspace = workspace;
    this.deliveries = deliveries;
    this.hooks = hooks;
    this.forms = forms;
    this.address = address;
    places = new Places(workspace);
  }

  public CompletableFuture<Receipt> click(Click click) {
    var place = places.channel(click.user(), click.channel());
    var message = workspace.message(place.id(), click.ts());
    var note = note(click);
    var thread = message.map(Message::threadTs).or(() -> note.map(Ephemeral::threadTs));
    var blocks =
        message
            .map(Message::blocks)
            .or(() -> note.map(Ephemeral::blocks))
            .orElseThrow(() -> new ActRefused("no message with buttons at " + click.ts()));
    var payload = payload(click, place, blocks);
    payload.set("container", container(click, place, thread.orElse(null), note.isPresent()));
    message.map(WireMessage::of).ifPresent(wire -> payload.set("message", wire));
    var hook = hooks.issue(place.id(), click.user(), click.ts(), thread.orElse(null));
    return deliveries.send(Kind.INTERACTION, payload.put("response_url", address.hook(hook)));
  }

  private ObjectNode payload(Click click, Channel place, JsonNode blocks) {
    var payload = Json.object().put("type", "block_actions");
    payload.set("user", places.user(click.user()));
    payload.put("api_app_id", Seed.APP).put("token", "simulator");
    payload.put("trigger_id", forms.issueTrigger(click.user())).set("team", Places.team());
    payload.putNull("enterprise").put("is_enterprise_install", false);
    payload.putObject("channel").put("id", place.id()).put("name", Places.name(place));
    payload.set("state", Values.state(blocks, click.inputs()));
    payload.putArray("actions").add(action(click, target(click, blocks)));
    return payload;
  }

  private static ObjectNode container(
      Click click, Channel place, @Nullable String thread, boolean ephemeral) {
    var container = Json.object().put("type", "message").put("message_ts", click.ts());
    container.put("channel_id", place.id()).put("is_ephemeral", ephemeral);
    if (thread != null) {
      container.put("thread_ts", thread);
    }
    return container;
  }

  private static ObjectNode action(Click click, Map.Entry<String, JsonNode> target) {
    var element = target.getValue();
    var action = Json.object();
    action.put("action_id", Json.text(element, "action_id")).put("block_id", target.getKey());
    if (Json.text(element, "type").equals("button")) {
      action.set("text", element.get("text"));
      copy(element, action, "value");
      copy(element, action, "style");
      copy(element, action, "url");
      action.put("type", "button");
    } else {
      action.setAll(Values.value(element, click.value()));
    }
    var now = Instant.now();
    return action.put("action_ts", "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000));
  }

  private static Map.Entry<String, JsonNode> target(Click click, JsonNode blocks) {
    var all = BlockText.interactive(blocks);
    return all.stream()
        .filter(entry -> isNamed(entry.getValue(), click.target()))
        .findFirst()
        .orElseThrow(() -> new ActRefused("no " + click.target() + " there, only " + names(all)));
  }

  private static String names(Iterable<Map.Entry<String, JsonNode>> all) {
    var names = new java.util.StringJoiner(", ");
    all.forEach(entry -> names.add(label(entry.getValue())));
    return names.toString();
  }

  private static boolean isNamed(JsonNode element, String name) {
    return Json.text(element, "action_id").equals(name) || label(element).equals(name);
  }

  private static String label(JsonNode element) {
    var label = Json.text(element.get("text"), "text");
    return label.isEmpty() ? Json.text(element, "action_id") : label;
  }

  private static void copy(JsonNode from, ObjectNode to, String member) {
    var value = Json.find(from, member);
    if (value != null) {
      to.set(member, value);
    }
  }

  private Optional<Ephemeral> note(Click click) {
    return workspace.ephemerals().stream()
        .filter(note -> note.ts().equals(click.ts()) && note.user().equals(click.user()))
        .findFirst();
  }
}
