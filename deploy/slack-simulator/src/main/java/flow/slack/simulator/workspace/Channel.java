package flow.slack.simulator.workspace;

import java.util.Set;

/// A place to talk: a channel, or a direct message between the bot and one person.
///
/// @param direct whether it is a direct message
public record Channel(
    String id, String name, String topic, boolean direct, boolean archived, Set<String> members) {

  public Channel {
    members = Set.copyOf(members);
  }

  public boolean has(String person) {
    return members.contains(person);
  }

  /// Slack's word for the kind, as events carry it.
  public String type() {
    return direct ? "im" : "channel";
  }

  Channel with(Set<String> newMembers) {
    return new Channel(id, name, topic, direct, archived, newMembers);
  }
}
