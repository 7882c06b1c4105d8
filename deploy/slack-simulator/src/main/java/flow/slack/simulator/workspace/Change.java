package flow.slack.simulator.workspace;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What can happen to a workspace.
public sealed interface Change {

  record Posted(Message message) implements Change {}

  record Edited(Message before, Message after) implements Change {}

  record Deleted(Message message) implements Change {}

  record Reacted(Message message, String user, String emoji) implements Change {}

  record Whispered(Ephemeral ephemeral) implements Change {}

  record Silenced(Ephemeral ephemeral) implements Change {}

  record Joined(Channel channel, String user, @Nullable String inviter) implements Change {}

  /// A form was opened or changed for a person; no view: it was closed.
  record Viewed(String user, @Nullable JsonNode view) implements Change {}
}
