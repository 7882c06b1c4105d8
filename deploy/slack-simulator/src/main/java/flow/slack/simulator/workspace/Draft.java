package flow.slack.simulator.workspace;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message about to be posted.
public record Draft(
    String channel,
    @Nullable String threadTs,
    String user,
    @Nullable String botId,
    @Nullable String subtype,
    String text,
    @Nullable JsonNode blocks,
    @Nullable JsonNode metadata) {

  public static Draft by(String user, String channel, String text) {
    return new Draft(channel, null, user, null, null, text, null, null);
  }

  public static Draft byBot(String channel, String text, @Nullable JsonNode blocks) {
    return new Draft(channel, null, Seed.BOT_USER, Seed.BOT, null, text, blocks, null);
  }

  public Draft in(@Nullable String thread) {
    return new Draft(channel, thread, user, botId, subtype, text, blocks, metadata);
  }

  public Draft as(@Nullable String newSubtype) {
    return new Draft(channel, threadTs, user, botId, newSubtype, text, blocks, metadata);
  }

  public Draft with(@Nullable JsonNode newMetadata) {
    return new Draft(channel, threadTs, user, botId, subtype, text, blocks, newMetadata);
  }
}
