package flow.session.claude.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of the CLI's output. Only the main conversation is told apart; what sub-agents say is
/// [Ignored].
public sealed interface CliLine {

  /// A turn begins.
  record TurnBegan(String session, String model) implements CliLine {}

  /// The API began an answer.
  record MessageStarted(String message) implements CliLine {}

  /// A content block of an answer begins.
  ///
  /// @param index the place in its message
  /// @param kind `text`, `thinking`, `tool_use` and others
  record BlockStarted(String message, int index, String kind) implements CliLine {}

  /// A text block grew.
  record TextGrew(String message, int index, String text) implements CliLine {}

  /// A content block's end.
  record BlockStopped(String message, int index) implements CliLine {}

  /// The end of an answer, or of an attempt at one.
  ///
  /// @param abandonedFrom the blocks from this place on are thrown away; absent when all are kept
  record MessageStopped(String message, @Nullable Integer abandonedFrom) implements CliLine {}

  /// Finished content blocks.
  ///
  /// @param synthetic whether the CLI wrote it itself, not the model
  /// @param error the API error it tells of, such as `authentication_failed`
  record Answered(String message, List<Content> content, boolean synthetic, @Nullable String error)
      implements CliLine {}

  /// What tools answered.
  record ToolsAnswered(List<ToolResult> results) implements CliLine {}

  /// The CLI asks whether a tool may run.
  ///
  /// @param request names the question in the answer
  /// @param suggestions the rules with which it would not have to ask again
  record PermissionAsked(
      String request, String tool, String use, JsonNode input, List<JsonNode> suggestions)
      implements CliLine {}

  /// The CLI no longer wants that answer.
  record PermissionWithdrawn(String request) implements CliLine {}

  /// A tool was refused without asking.
  record PermissionDenied(String tool, String use, String message) implements CliLine {}

  /// The answer to one of our control requests.
  record ControlAnswered(String request, boolean success, JsonNode answer) implements CliLine {}

  /// The model's API failed and will be asked again.
  record RetryAnnounced(
      int attempt, int most, Duration delay, @Nullable Integer status, String error)
      implements CliLine {}

  /// A turn is over.
  ///
  /// @param prompts the ids of the prompts it answered
  /// @param text the final text, or the CLI's words for what went wrong
  /// @param terminal why it ended: `completed`, `aborted_streaming`, `api_error`, ...
  /// @param status the API's status when it failed there
  /// @param unsolicited whether nobody asked for it
  record TurnEnded(
      String session,
      List<String> prompts,
      boolean failed,
      String text,
      String terminal,
      @Nullable Integer status,
      boolean unsolicited,
      Spent spent)
      implements CliLine {}

  /// The conversation goes on under another id.
  record SessionRenamed(String session) implements CliLine {}

  /// Known, or not, and without meaning for us.
  record Ignored(String type) implements CliLine {}

  /// Not JSON.
  record Unreadable(String line) implements CliLine {}

  /// A finished block of an answer.
  sealed interface Content {

    record Text(String text) implements Content {}

    record Thinking(String text) implements Content {}

    record ToolUse(String id, String name, JsonNode input) implements Content {}

    record Other(String kind) implements Content {}
  }

  /// What a tool answered.
  record ToolResult(String use, String text, boolean failed) {}

  /// What a turn took.
  ///
  /// @param totalCost of the process so far, in US dollars
  /// @param cost of this turn alone; absent when the CLI did not say
  record Spent(
      String model,
      long inputTokens,
      long outputTokens,
      BigDecimal totalCost,
      @Nullable BigDecimal cost) {}
}
