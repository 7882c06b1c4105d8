package flow.slack.gateway.render;

import com.fasterxml.jackson.annotation.JsonIgnore;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ToolFinished;
import flow.events.Todo;
import flow.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known about a turn, but for its text.
///
/// @param standing how far it is
/// @param blocks the text blocks, by number
/// @param tools the tools it used, in the order of their start
/// @param approvals what it asked leave for, in the order of asking
/// @param todos the to-do list as it is now
/// @param todosAt when the list was said
/// @param note why nothing happens just now; absent when something does
/// @param abandoned what was thrown away last
record Turn(
    Standing standing,
    Map<Integer, Text> blocks,
    List<Tool> tools,
    List<Approval> approvals,
    List<Todo> todos,
    Stamp todosAt,
    @Nullable String note,
    Abandoned abandoned) {

  static final Turn NEW =
      new Turn(
          new Standing(Phase.SENT, Stamp.NEVER, 0, null, null, null, null, null, null),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          Stamp.NEVER,
          null,
          new Abandoned(Integer.MAX_VALUE, Stamp.NEVER));

  enum Phase {
    /// Handed to the session service, which has not spoken yet.
    SENT,
    /// Waits behind another turn of its session.
    QUEUED,
    /// Waits for a free process.
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    WITHDRAWN,
    CRASHED;

    boolean isEnd() {
      return switch (this) {
        case SENT, QUEUED, WAITING, RUNNING -> false;
        case COMPLETED, FAILED, CANCELLED, WITHDRAWN, CRASHED -> true;
      };
    }
  }

  /// @param at when this was said
  /// @param ahead how many are before it in the queue
  /// @param cause what went wrong
  /// @param remedy what can be done about it
  /// @param by who stopped it
  record Standing(
      Phase phase,
      Stamp at,
      int ahead,
      @Nullable Instant started,
      @Nullable Instant ended,
      @Nullable String cause,
      @Nullable String remedy,
      @Nullable String by,
      @Nullable Usage usage) {}

  /// @param since when the block was begun as it is now
  /// @param last when it was last spoken of
  record Text(Stamp since, Stamp last, boolean whole) {}

  /// @param summary its input in a few words
  /// @param result what came of it in a few words; absent while it runs
  /// @param outcome absent while it runs
  record Tool(
      String id,
      int block,
      String name,
      String summary,
      @Nullable String result,
      ToolFinished.@Nullable Outcome outcome,
      Stamp at) {}

  /// @param afterBlock the block that was the last one when it was asked for
  /// @param outcome absent while nobody decided
  record Approval(
      String id,
      int afterBlock,
      String tool,
      String summary,
      String detail,
      @Nullable String sessionScope,
      ApprovalDecided.@Nullable Outcome outcome,
      @Nullable String by,
      @Nullable String reason) {}

  /// Blocks from this number on that were begun before were thrown away.
  record Abandoned(int from, Stamp at) {}

  @JsonIgnore
  boolean isOver() {
    return standing.phase().isEnd();
  }

  @JsonIgnore
  boolean hasBegun() {
    return standing.started() != null;
  }

  @JsonIgnore
  int lastBlock() {
    var texts = blocks.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    var used = tools.stream().mapToInt(Tool::block).max().orElse(-1);
    return Math.max(texts, used);
  }

  Turn with(Standing changed) {
    return new Turn(changed, blocks, tools, approvals, todos, todosAt, null, abandoned);
  }

  Turn withBlocks(Map<Integer, Text> changed) {
    return new Turn(standing, changed, tools, approvals, todos, todosAt, null, abandoned);
  }

  Turn withTools(List<Tool> changed) {
    return new Turn(standing, blocks, changed, approvals, todos, todosAt, null, abandoned);
  }

  Turn withApprovals(List<Approval> changed) {
    return new Turn(standing, blocks, tools, changed, todos, todosAt, null, abandoned);
  }

  Turn withTodos(List<Todo> changed, Stamp at) {
    return new Turn(standing, blocks, tools, approvals, changed, at, note, abandoned);
  }

  Turn withNote(String changed) {
    return new Turn(standing, blocks, tools, approvals, todos, todosAt, changed, abandoned);
  }

  Turn withAbandoned(Abandoned changed) {
    return new Turn(standing, blocks, tools, approvals, todos, todosAt, note, changed);
  }
}
