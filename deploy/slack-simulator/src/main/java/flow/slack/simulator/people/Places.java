package flow.slack.simulator.people;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Person;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/// Finds who and where, and writes both the way payloads carry them.
final class Places {

  private final Workspace workspace;

  Places(Workspace workspace) {
    this.workspace = workspace;
  }

  Person person(String id) {
    return workspace
        .person(id)
        .orElseThrow(() -> new ActRefused("no person " + id + " in this workspace"));
  }

  /// A channel the person is in.
  Channel channel(String user, String id) {
    var channel =
        workspace
            .channel(id)
            .orElseThrow(() -> new ActRefused("no channel " + id + " in this workspace"));
    if (!channel.has(person(user).id())) {
      throw new ActRefused(user + " is not in " + id);
    }
    return channel;
  }

  Message message(String channel, String ts) {
    return workspace
        .message(channel, ts)
        .orElseThrow(() -> new ActRefused("no message " + ts + " in " + channel));
  }

  ObjectNode user(String id) {
    var person = person(id);
    return Json.object()
        .put("id", id)
        .put("username", person.name())
        .put("name", person.name())
        .put("team_id", Seed.TEAM);
  }

  static ObjectNode team() {
    return Json.object().put("id", Seed.TEAM).put("domain", Seed.TEAM_DOMAIN);
  }

  static String name(Channel channel) {
    return channel.direct() ? "directmessage" : channel.name();
  }
}
