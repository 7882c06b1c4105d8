package flow.session.narration;

import flow.events.SessionEvent.ToolFinished;
import flow.events.Todo;
import flow.session.claude.protocol.CliLine.Spent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What people follow in a turn.
public sealed interface Happening {

  /// The answer grew.
  ///
  /// @param block counted from 0 over all attempts at the turn
  /// @param offset where the text begins in its block, in UTF-16 units
  record TextGrew(int block, int offset, String text) implements Happening {}

  /// A block of the answer is whole.
  ///
  /// @param message the API's id of the answer it belongs to
  /// @param thinking whether it is not said but thought
  record BlockFinished(int block, String message, boolean thinking, String text)
      implements Happening {}

  /// A tool is about to run, or to be asked for.
  record ToolBegan(
      int block, String message, String use, String name, JsonNode input, String summary)
      implements Happening {}

  /// A tool is done.
  record ToolEnded(String use, ToolFinished.Outcome outcome, String summary, String result)
      implements Happening {}

  /// Claude's to-do list is now this.
  record TodosChanged(List<Todo> todos) implements Happening {}

  /// Somebody has to say whether a tool may run.
  ///
  /// @param request names the question
  /// @param detail exactly what will run
  /// @param scope what may be allowed for the rest of the session; absent when the CLI offers none
  record PermissionWanted(
      String request,
      String use,
      String name,
      JsonNode input,
      String summary,
      String detail,
      @Nullable SessionRule scope)
      implements Happening {}

  /// Nobody waits for that answer any more.
  record PermissionLapsed(String request) implements Happening {}

  /// The model is asked again.
  ///
  /// @param hopeless whether no repetition will help
  record Retrying(int attempt, Duration delay, Trouble trouble, boolean hopeless)
      implements Happening {}

  /// Blocks of this number and above are thrown away.
  record Abandoned(int fromBlock) implements Happening {}

  /// The turn is over.
  ///
  /// @param trouble what went wrong; absent when nothing did
  /// @param aborted whether it was stopped
  record Over(Spent spent, @Nullable Trouble trouble, boolean aborted) implements Happening {}
}
