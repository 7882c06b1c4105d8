package flow.slack.simulator.delivery;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Change;
import flow.slack.simulator.workspace.Change.Deleted;
import flow.slack.simulator.workspace.Change.Edited;
import flow.slack.simulator.workspace.Change.Joined;
import flow.slack.simulator.workspace.Change.Posted;
import flow.slack.simulator.workspace.Change.Reacted;
import flow.slack.simulator.workspace.Change.Silenced;
import flow.slack.simulator.workspace.Change.Viewed;
import flow.slack.simulator.workspace.Change.Whispered;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Ids;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.WireMessage;
import flow.slack.simulator.workspace.Workspace;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Turns what happens in channels the bot is in into the events Slack sends.
public final class EventFeed {

  private final Workspace workspace;
  private final Deliveries deliveries;

  public EventFeed(Workspace workspace, Deliveries deliveries) {
    this.workspace = workspace;
    this.deliveries = deliveries;
  }

  public void on(Change change) {
    switch (change) {
      case Posted posted -> posted(posted.message());
      case Edited edited -> edited(edited);
      case Deleted deleted -> deleted(deleted.message());
      case Joined joined -> joined(joined);
      case Reacted reacted -> reacted(reacted);
      case Whispered _, Silenced _, Viewed _ -> {}
    }
  }

  /// A mention comes twice: as a message and as a mention, with different event ids.
  private void posted(Message message) {
    var event = event(message, message.ts());
    send(message.channel(), event);
    if (mentionsBot(message) && !isDirect(message)) {
      send(message.channel(), event.deepCopy().put("type", "app_mention").without("channel_type"));
    }
  }

  private static boolean mentionsBot(Message message) {
    var written = message.botId() == null && message.subtype() == null;
    return written && message.text().contains("<@" + Seed.BOT_USER + ">");
  }

  private void edited(Edited edited) {
    var after = edited.after();
    var event = hidden("message_changed", after);
    var inner = WireMessage.of(after);
    if (after.botId() == null) {
      var seconds = after.latest().at().getEpochSecond();
      inner.putObject("edited").put("user", after.user()).put("ts", seconds + ".000000");
    }
    event.set("message", inner);
    event.set("previous_message", WireMessage.of(edited.before()));
    send(after.channel(), event);
  }

  private void deleted(Message message) {
    var event = hidden("message_deleted", message);
    event.put("deleted_ts", message.ts()).set("previous_message", WireMessage.of(message));
    send(message.channel(), event);
  }

  private void joined(Joined joined) {
    var event = Json.object().put("type", "member_joined_channel").put("user", joined.user());
    event.put("channel", joined.channel().id()).put("channel_type", "C").put("team", Seed.TEAM);
    if (joined.inviter() != null) {
      event.put("inviter", joined.inviter());
    }
    send(joined.channel().id(), event.put("event_ts", now()));
  }

  private void reacted(Reacted reacted) {
    var event = Json.object().put("type", "reaction_added").put("user", reacted.user());
    event.put("reaction", reacted.emoji()).put("item_user", reacted.message().user());
    event
        .putObject("item")
        .put("type", "message")
        .put("channel", reacted.message().channel())
        .put("ts", reacted.message().ts());
    send(reacted.message().channel(), event.put("event_ts", now()));
  }

  private ObjectNode event(Message message, String eventTs) {
    var event = WireMessage.of(message);
    event.put("channel", message.channel()).put("event_ts", eventTs);
    event.put("channel_type", isDirect(message) ? "im" : "channel");
    if (message.isReply()) {
      workspace
          .message(message.channel(), message.thread())
          .ifPresent(root -> event.put("parent_user_id", root.user()));
    }
    return event;
  }

  private ObjectNode hidden(String subtype, Message message) {
    var event = Json.object().put("type", "message").put("subtype", subtype);
    event.put("channel", message.channel()).put("hidden", true).put("ts", now());
    return event.put("event_ts", now()).put("channel_type", isDirect(message) ? "im" : "channel");
  }

  private void send(String channel, ObjectNode event) {
    if (workspace.channel(channel).filter(known -> known.has(Seed.BOT_USER)).isPresent()) {
      deliveries.tell(Kind.EVENT, callback(event));
    }
  }

  private static ObjectNode callback(ObjectNode event) {
    var callback = Json.object().put("token", "simulator").put("team_id", Seed.TEAM);
    callback.put("context_team_id", Seed.TEAM).put("api_app_id", Seed.APP).set("event", event);
    callback.put("type", "event_callback").put("event_id", Ids.capitals("Ev", 10));
    callback.put("event_time", Instant.now().getEpochSecond());
    callback
        .putArray("authorizations")
        .addObject()
        .put("team_id", Seed.TEAM)
        .put("user_id", Seed.BOT_USER)
        .put("is_bot", true)
        .put("is_enterprise_install", false);
    return callback.put("is_ext_shared_channel", false).put("event_context", Ids.letters(24));
  }

  private boolean isDirect(Message message) {
    return workspace.channel(message.channel()).filter(Channel::direct).isPresent();
  }

  private static String now() {
    var now = Instant.now();
    return "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000);
  }
}
