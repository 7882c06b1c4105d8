package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.read;
import static flow.slack.simulator.api.Method.write;

import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `conversations.*` about the channels themselves
final class ConversationMethods {

  private final Workspace workspace;
  private final Places places;

  ConversationMethods(Workspace workspace) {
    this.workspace = workspace;
    places = new Places(workspace);
  }

  List<Method> all() {
    return List.of(
        read("conversations.info", Tier.T3, this::info),
        read("conversations.list", Tier.T2, this::list),
        read("conversations.members", Tier.T4, this::members),
        write("conversations.open", Tier.T3, this::open),
        write("conversations.join", Tier.T3, this::join));
  }

  private ObjectNode info(Arguments arguments) {
    var answer = Answer.ok();
    answer.set("channel", wire(places.channel(arguments)));
    return answer;
  }

  private ObjectNode list(Arguments arguments) {
    var types = List.of(arguments.optional("types").orElse("public_channel").split(","));
    var wanted =
        workspace.channels().stream()
            .filter(channel -> types.contains(channel.direct() ? "im" : "public_channel"))
            .filter(channel -> !arguments.flag("exclude_archived") || !channel.archived())
            .toList();
    var page = Page.of(wanted, arguments, arguments.limit(100, 1000), Channel::id);
    var answer = Answer.ok();
    var channels = answer.putArray("channels");
    page.items().forEach(channel -> channels.add(wire(channel)));
    Answer.cursor(answer, page.nextCursor());
    return answer;
  }

  private ObjectNode members(Arguments arguments) {
    var members = places.channel(arguments).members().stream().sorted().toList();
    var page = Page.of(members, arguments, arguments.limit(100, 1000), member -> member);
    var answer = Answer.ok();
    answer.set("members", Json.strings(page.items()));
    Answer.cursor(answer, page.nextCursor());
    return answer;
  }

  private ObjectNode open(Arguments arguments) {
    if (!arguments.has("users") && arguments.has("channel")) {
      return opened(places.channel(arguments), arguments);
    }
    var users =
        arguments.optional("users").orElseThrow(() -> new Refusal("users_list_not_supplied"));
    var direct = workspace.directWith(users).filter(_ -> !users.equals(Seed.BOT_USER));
    return opened(direct.orElseThrow(() -> new Refusal("user_not_found")), arguments);
  }

  private ObjectNode opened(Channel channel, Arguments arguments) {
    var answer = Answer.ok().put("no_op", true).put("already_open", true);
    var full = arguments.flag("return_im");
    answer.set("channel", full ? wire(channel) : Json.object().put("id", channel.id()));
    return answer;
  }

  private ObjectNode join(Arguments arguments) {
    var channel = places.channel(arguments);
    if (channel.direct()) {
      throw new Refusal("method_not_supported_for_channel_type");
    }
    var answer = Answer.ok();
    answer.set("channel", wire(workspace.join(channel, Seed.BOT_USER, null)));
    return answer;
  }

  private static ObjectNode wire(Channel channel) {
    var node = Json.object().put("id", channel.id());
    node.put("is_channel", !channel.direct()).put("is_im", channel.direct());
    node.put("is_group", false).put("is_mpim", false).put("is_private", channel.direct());
    node.put("is_archived", channel.archived()).put("created", 1_700_000_000);
    node.put("is_org_shared", false).put("context_team_id", Seed.TEAM);
    if (channel.direct()) {
      var other = channel.members().stream().filter(id -> !id.equals(Seed.BOT_USER)).findFirst();
      return node.put("user", other.orElse("")).put("is_user_deleted", false);
    }
    node.put("name", channel.name()).put("name_normalized", channel.name());
    node.put("is_general", channel.name().equals("general")).put("creator", "U0ADA");
    node.put("is_member", channel.has(Seed.BOT_USER)).put("num_members", channel.members().size());
    node.putObject("topic").put("value", channel.topic()).put("creator", "").put("last_set", 0);
    node.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
    return node;
  }
}
