package flow.session.conversation;

import flow.events.SessionEvent.ToolFinished;
import flow.events.TurnId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A whole block of a turn.
///
/// @param message the API's id of the answer it belongs to
/// @param tool what was called; absent unless it is a tool
public record Block(
    TurnId turn,
    int number,
    Kind kind,
    String message,
    String text,
    @Nullable Tool tool,
    Instant at) {

  public enum Kind {
    TEXT,
    THINKING,
    TOOL
  }

  /// A call of a tool.
  ///
  /// @param outcome absent while it runs
  public record Tool(
      String use,
      String name,
      JsonNode input,
      ToolFinished.@Nullable Outcome outcome,
      @Nullable String result) {}
}
