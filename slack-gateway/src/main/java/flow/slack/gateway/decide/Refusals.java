package flow.slack.gateway.decide;

import org.jspecify.annotations.Nullable;

/// What a person is told when Slack does not let Flow write.
final class Refusals {

  private Refusals() {}

  static String tooMany(int perMinute) {
    return "You sent %d prompts within a minute, and more are not taken. Please wait a minute, then send this one again."
        .formatted(perMinute);
  }

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
