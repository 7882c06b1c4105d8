package flow.slack.simulator.workspace;

import flow.slack.simulator.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A message the way Slack writes it in answers and events.
public final class WireMessage {

  private WireMessage() {}

  public static ObjectNode of(Message message) {
    var node = Json.object();
    node.put("type", "message");
    put(node, "subtype", message.subtype());
    node.put("user", message.user()).put("ts", message.ts());
    put(node, "bot_id", message.botId());
    put(node, "app_id", message.botId() == null ? null : Seed.APP);
    node.put("text", message.text()).put("team", Seed.TEAM);
    put(node, "thread_ts", message.threadTs());
    if (message.botId() != null) {
      node.set("bot_profile", botProfile());
    }
    var blocks = message.blocks();
    if (blocks != null) {
      node.set("blocks", blocks.deepCopy());
    }
    if (showsEdited(message)) {
      var seconds = message.latest().at().getEpochSecond();
      node.putObject("edited").put("user", message.user()).put("ts", seconds + ".000000");
    }
    if (!message.reactions().isEmpty()) {
      message.reactions().entrySet().forEach(entry -> addReaction(node, entry));
    }
    return node;
  }

  /// With its metadata, which Slack shows only when asked.
  public static ObjectNode withMetadata(Message message) {
    var node = of(message);
    var metadata = message.metadata();
    if (metadata != null) {
      node.set("metadata", metadata.deepCopy());
    }
    return node;
  }

  /// Adds what a root knows of its thread.
  public static void addThread(ObjectNode node, Message root, List<Message> replies) {
    if (replies.isEmpty()) {
      return;
    }
    var users = replies.stream().map(Message::user).distinct().toList();
    node.put("thread_ts", root.ts())
        .put("reply_count", replies.size())
        .put("reply_users_count", users.size())
        .put("latest_reply", replies.getLast().ts())
        .put("is_locked", false)
        .put("subscribed", true);
    node.set("reply_users", Json.strings(users));
  }

  private static ObjectNode botProfile() {
    return Json.object()
        .put("id", Seed.BOT)
        .put("app_id", Seed.APP)
        .put("name", "Flow")
        .put("deleted", false)
        .put("team_id", Seed.TEAM);
  }

  /// Slack hides the mark on messages that an app edits with blocks.
  private static boolean showsEdited(Message message) {
    return message.versions().size() > 1 && message.blocks() == null;
  }

  private static void addReaction(ObjectNode node, Map.Entry<String, List<String>> entry) {
    node.withArray("reactions")
        .addObject()
        .put("name", entry.getKey())
        .put("count", entry.getValue().size())
        .set("users", Json.strings(entry.getValue()));
  }

  private static void put(ObjectNode node, String member, @Nullable String value) {
    if (value != null) {
      node.put(member, value);
    }
  }
}
