package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.read;
import static flow.slack.simulator.api.Method.write;

import flow.slack.simulator.faults.Limits;
import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Draft;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.WireMessage;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `chat.*`
final class ChatMethods {

  private final Workspace workspace;
  private final Limits limits;
  private final Places places;

  ChatMethods(Workspace workspace, Limits limits) {
    this.workspace = workspace;
    this.limits = limits;
    places = new Places(workspace);
  }

  List<Method> all() {
    return List.of(
        write("chat.postMessage", Tier.POST, this::post),
        write("chat.update", Tier.T3, this::update),
        write("chat.postEphemeral", Tier.T4, this::whisper),
        write("chat.delete", Tier.T3, this::delete),
        read("chat.getPermalink", Tier.SPECIAL, this::permalink));
  }

  private ObjectNode post(Arguments arguments) {
    var channel = places.target(arguments);
    var wait = limits.waitForPost(channel.id());
    if (wait > 0) {
      throw new TooMany(wait);
    }
    var content = Content.toPost(arguments);
    var draft =
        Draft.byBot(channel.id(), content.text(), content.blocks())
            .in(thread(channel, arguments))
            .with(content.metadata());
    var message = workspace.post(draft);
    var answer = Answer.ok().put("channel", channel.id()).put("ts", message.ts());
    answer.set("message", WireMessage.withMetadata(message));
    content.warnings().forEach(warning -> Answer.warn(answer, warning));
    return answer;
  }

  /// Without blocks the text replaces them; without metadata the old one stays.
  private ObjectNode update(Arguments arguments) {
    var channel = places.joined(arguments);
    var message = own(channel, arguments, "cant_update_message");
    var content = Content.toUpdate(arguments);
    var metadata = content.metadata() == null ? message.metadata() : content.metadata();
    var after = workspace.edit(message, content.text(), content.blocks(), metadata);
    var answer = Answer.ok().put("channel", channel.id()).put("ts", after.ts());
    answer.put("text", after.text()).set("message", WireMessage.withMetadata(after));
    return answer;
  }

  private ObjectNode whisper(Arguments arguments) {
    var channel = places.target(arguments);
    var user = arguments.required("user");
    if (!channel.has(user)) {
      throw new Refusal("user_not_in_channel");
    }
    var content = Content.toPost(arguments);
    var draft = Draft.byBot(channel.id(), content.text(), content.blocks());
    var note = workspace.whisper(draft.in(thread(channel, arguments)), user);
    return Answer.ok().put("message_ts", note.ts());
  }

  private ObjectNode delete(Arguments arguments) {
    var channel = places.joined(arguments);
    var message = own(channel, arguments, "cant_delete_message");
    workspace.delete(message);
    return Answer.ok().put("channel", channel.id()).put("ts", message.ts());
  }

  private ObjectNode permalink(Arguments arguments) {
    var channel = places.channel(arguments);
    var message = places.message(channel, arguments.required("message_ts"));
    var path = "/archives/" + channel.id() + "/p" + message.ts().replace(".", "");
    var link = "https://" + Seed.TEAM_DOMAIN + ".slack.com" + path;
    return Answer.ok().put("channel", channel.id()).put("permalink", link);
  }

  private Message own(Channel channel, Arguments arguments, String error) {
    var message = places.message(channel, arguments.required("ts"));
    if (!Seed.BOT.equals(message.botId())) {
      throw new Refusal(error);
    }
    return message;
  }

  private @Nullable String thread(Channel channel, Arguments arguments) {
    var ts = arguments.optional("thread_ts").orElse(null);
    if (ts == null) {
      return null;
    }
    return workspace
        .message(channel.id(), Places.ts(ts, "invalid_thread_ts"))
        .map(Message::thread)
        .orElseThrow(() -> new Refusal("thread_not_found"));
  }
}
