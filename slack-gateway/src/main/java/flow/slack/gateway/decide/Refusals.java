package flow.slack.gateway.decide;

import org.jspecify.annotations.Nullable;

/// What a person is told when Slack does not let Flow write.
final class Refusals {

  private Refusals() {}

  static String words(@Nullable String error) {
    return switch (error) {
      case "not_in_channel", "channel_not_found" ->
          "I am not in this channel. Invite me with `/invite @Flow`, then send your command again.";
      case "is_archived" -> "This channel is archived, nothing can be written to it.";
      case null -> "Slack did not take my message. Please send your command again.";
      default -> "Slack does not let me write here (%s).".formatted(error);
    };
  }
}
