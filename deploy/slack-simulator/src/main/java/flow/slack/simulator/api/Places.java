package flow.slack.simulator.api;

import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.regex.Pattern;

/// Finds what a call names, or refuses it with Slack's error.
final class Places {

  private static final Pattern TS = Pattern.compile("\\d{1,12}\\.\\d{1,6}");

  private final Workspace workspace;

  Places(Workspace workspace) {
    this.workspace = workspace;
  }

  /// Any channel, by id.
  Channel channel(Arguments arguments) {
    var id = arguments.required("channel");
    return workspace
        .channel(id)
        .filter(channel -> channel.id().equals(id))
        .orElseThrow(() -> new Refusal("channel_not_found"));
  }

  /// A channel the bot is in, by id.
  Channel joined(Arguments arguments) {
    return joined(channel(arguments));
  }

  /// Where to post: by id, by `#name`, or a person for the direct message.
  Channel target(Arguments arguments) {
    var id = arguments.required("channel");
    var channel = id.startsWith("U") ? workspace.directWith(id) : workspace.channel(id);
    return joined(channel.orElseThrow(() -> new Refusal("channel_not_found")));
  }

  Message message(Channel channel, String ts) {
    return workspace
        .message(channel.id(), ts(ts, "message_not_found"))
        .orElseThrow(() -> new Refusal("message_not_found"));
  }

  static String ts(String ts, String error) {
    if (!TS.matcher(ts).matches()) {
      throw new Refusal(error);
    }
    return ts;
  }

  private static Channel joined(Channel channel) {
    if (!channel.has(Seed.BOT_USER)) {
      throw new Refusal(channel.direct() ? "channel_not_found" : "not_in_channel");
    }
    if (channel.archived()) {
      throw new Refusal("is_archived");
    }
    return channel;
  }
}
