package flow.slack.simulator.http;

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
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one person sees, as the page reads it.
record PageView(Workspace workspace, String person) {

  private static final int MOST_MESSAGES = 500; // of a channel, the newest

  ObjectNode everything(@Nullable JsonNode form, int sockets) {
    var all = kind("state").put("sockets", sockets);
    all.set("people", Json.tree(workspace.people()));
    var channels = workspace.channels().stream().filter(each -> each.has(person)).toList();
    all.set("channels", Json.tree(channels));
    var messages = all.putArray("messages");
    for (var channel : channels) {
      newest(workspace.messages(channel.id())).forEach(message -> messages.add(view(message)));
    }
    var notes = workspace.ephemerals().stream().filter(note -> note.user().equals(person)).toList();
    all.set("ephemerals", Json.tree(notes));
    all.set("form", form);
    return all;
  }

  static ObjectNode sockets(int count) {
    return kind("sockets").put("count", count);
  }

  Optional<ObjectNode> of(Change change) {
    return switch (change) {
      case Posted posted -> message(posted.message());
      case Edited edited -> message(edited.after());
      case Reacted reacted -> message(reacted.message());
      case Deleted deleted -> deleted(deleted.message());
      case Joined joined -> channel(joined.channel());
      case Whispered whispered ->
          mine(whispered.ephemeral().user(), "ephemeral", Json.tree(whispered.ephemeral()));
      case Silenced silenced ->
          mine(silenced.ephemeral().user(), "silenced", null)
              .map(json -> json.put("ts", silenced.ephemeral().ts()));
      case Viewed viewed -> mine(viewed.user(), "form", viewed.view());
    };
  }

  private Optional<ObjectNode> message(Message message) {
    return sees(message.channel()) ? Optional.of(with("message", view(message))) : Optional.empty();
  }

  private Optional<ObjectNode> deleted(Message message) {
    var json = kind("deleted").put("channel", message.channel()).put("ts", message.ts());
    return sees(message.channel()) ? Optional.of(json) : Optional.empty();
  }

  private Optional<ObjectNode> channel(Channel channel) {
    return sees(channel.id()) ? Optional.of(with("channel", Json.tree(channel))) : Optional.empty();
  }

  private Optional<ObjectNode> mine(String user, String kind, @Nullable JsonNode value) {
    return user.equals(person) ? Optional.of(with(kind, value)) : Optional.empty();
  }

  private boolean sees(String channel) {
    return workspace.channel(channel).filter(known -> known.has(person)).isPresent();
  }

  /// The newest state only: a page needs no history, and a streamed answer has a long one.
  private static ObjectNode view(Message message) {
    var view = Json.object().put("channel", message.channel()).put("ts", message.ts());
    view.put("threadTs", message.threadTs()).put("user", message.user());
    view.put("subtype", message.subtype()).put("text", message.text());
    view.set("blocks", message.blocks());
    view.set("reactions", Json.tree(message.reactions()));
    return view.put("edited", message.versions().size() > 1);
  }

  private static List<Message> newest(List<Message> all) {
    return all.subList(Math.max(0, all.size() - MOST_MESSAGES), all.size());
  }

  private static ObjectNode with(String kind, @Nullable JsonNode value) {
    var json = kind(kind);
    json.set(kind, value);
    return json;
  }

  private static ObjectNode kind(String kind) {
    return Json.object().put("kind", kind);
  }
}
