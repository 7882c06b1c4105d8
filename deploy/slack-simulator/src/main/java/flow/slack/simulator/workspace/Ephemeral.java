package flow.slack.simulator.workspace;

import flow.slack.simulator.blocks.BlockText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A note only one person sees, and only until they leave.
///
/// @param user who sees it
/// @param from who seems to have written it: the bot, or Slackbot for Slack's own errors
public record Ephemeral(
    String channel,
    String ts,
    @Nullable String threadTs,
    String user,
    String from,
    String text,
    @Nullable JsonNode blocks,
    Instant at) {

  /// Slack's own voice.
  public static final String SLACKBOT = "USLACKBOT";

  /// What its reader sees.
  public String shown() {
    return blocks == null || blocks.isEmpty() ? text : BlockText.of(blocks);
  }
}
