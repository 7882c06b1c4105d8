package flow.slack.gateway.render;

import flow.events.SessionEvent;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.RetryScheduled;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.TodosUpdated;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.slack.gateway.render.Turn.Phase;
import flow.slack.gateway.render.Turn.Standing;
import java.util.ArrayList;
import java.util.List;

/// What a turn is after an event. Seeing an event twice changes nothing, and streamed text may come
/// before or after the other events around it: it travels by a faster road.
///
/// @param turn the turn as it is now
/// @param texts what has to be done to its stored text
record Fold(Turn turn, List<TextChange> texts) {

  static Fold of(Turn turn, SessionEvent event) {
    return switch (event) {
      case TextAppended appended -> TextFold.of(turn, appended);
      case BlockCompleted completed -> TextFold.of(turn, completed);
      case TextAbandoned abandoned -> TextFold.of(turn, abandoned);
      default -> new Fold(next(turn, event), List.of());
    };
  }

  private static Turn next(Turn turn, SessionEvent event) {
    return switch (event) {
      case Queued queued -> standing(turn, event, queued(turn, queued));
      case Started started -> standing(turn, event, started(turn, started));
      case Completed completed -> standing(turn, event, completed(turn, completed));
      case Failed failed -> standing(turn, event, failed(turn, failed));
      case Interrupted interrupted -> standing(turn, event, interrupted(turn, interrupted));
      case ToolStarted started -> toolStarted(turn, started);
      case ToolFinished finished -> toolFinished(turn, finished);
      case ApprovalRequested requested -> requested(turn, requested);
      case ApprovalDecided decided -> decided(turn, decided);
      case TodosUpdated todos -> todos(turn, todos);
      case RetryScheduled retry -> turn.isOver() ? turn : turn.withNote(note(retry));
      default -> turn;
    };
  }

  private static Turn standing(Turn turn, SessionEvent event, Standing next) {
    return Stamp.of(event).isAfter(turn.standing().at()) ? turn.with(next) : turn;
  }

  private static Standing queued(Turn turn, Queued event) {
    var phase = event.reason() == Queued.Reason.SESSION_BUSY ? Phase.QUEUED : Phase.WAITING;
    return new Standing(
        phase,
        Stamp.of(event),
        event.ahead(),
        turn.standing().started(),
        null,
        null,
        null,
        null,
        null);
  }

  private static Standing started(Turn turn, Started event) {
    var first = turn.standing().started();
    return new Standing(
        Phase.RUNNING,
        Stamp.of(event),
        0,
        first == null ? event.at() : first,
        null,
        null,
        null,
        null,
        null);
  }

  private static Standing completed(Turn turn, Completed event) {
    var started = turn.standing().started();
    return new Standing(
        Phase.COMPLETED,
        Stamp.of(event),
        0,
        started == null ? event.at() : started,
        event.at(),
        null,
        null,
        null,
        event.usage());
  }

  private static Standing failed(Turn turn, Failed event) {
    return new Standing(
        Phase.FAILED,
        Stamp.of(event),
        0,
        turn.standing().started(),
        event.at(),
        event.cause(),
        event.remedy(),
        null,
        null);
  }

  private static Standing interrupted(Turn turn, Interrupted event) {
    var phase =
        switch (event.cause()) {
          case CANCELLED -> Phase.CANCELLED;
          case WITHDRAWN -> Phase.WITHDRAWN;
          case CRASHED -> Phase.CRASHED;
        };
    return new Standing(
        phase,
        Stamp.of(event),
        0,
        turn.standing().started(),
        event.at(),
        null,
        null,
        event.by(),
        null);
  }

  private static Turn toolStarted(Turn turn, ToolStarted event) {
    if (turn.tools().stream().anyMatch(tool -> tool.id().equals(event.tool()))) {
      return turn;
    }
    var tools = new ArrayList<>(turn.tools());
    tools.add(
        new Turn.Tool(
            event.tool(),
            event.block(),
            event.name(),
            event.summary(),
            null,
            null,
            Stamp.of(event)));
    return turn.withTools(tools);
  }

  private static Turn toolFinished(Turn turn, ToolFinished event) {
    return turn.withTools(
        turn.tools().stream()
            .map(tool ->
                tool.id().equals(event.tool())
                    ? new Turn.Tool(
                        tool.id(),
                        tool.block(),
                        tool.name(),
                        tool.summary(),
                        event.summary(),
                        event.outcome(),
                        tool.at())
                    : tool)
            .toList());
  }

  private static Turn requested(Turn turn, ApprovalRequested event) {
    if (turn.approvals().stream().anyMatch(approval -> approval.id().equals(event.approval()))) {
      return turn;
    }
    var approvals = new ArrayList<>(turn.approvals());
    approvals.add(
        new Turn.Approval(
            event.approval(),
            turn.lastBlock(),
            event.name(),
            event.summary(),
            event.detail(),
            event.sessionScope(),
            null,
            null,
            null));
    return turn.withApprovals(approvals);
  }

  private static Turn decided(Turn turn, ApprovalDecided event) {
    return turn.withApprovals(
        turn.approvals().stream()
            .map(asked ->
                asked.id().equals(event.approval())
                    ? new Turn.Approval(
                        asked.id(),
                        asked.afterBlock(),
                        asked.tool(),
                        asked.summary(),
                        asked.detail(),
                        asked.sessionScope(),
                        event.outcome(),
                        event.by(),
                        event.reason())
                    : asked)
            .toList());
  }

  private static Turn todos(Turn turn, TodosUpdated event) {
    return Stamp.of(event).isAfter(turn.todosAt())
        ? turn.withTodos(List.copyOf(event.todos()), Stamp.of(event))
        : turn;
  }

  private static String note(RetryScheduled retry) {
    return "The model did not answer (%s). Asking again in %d s, attempt %d."
        .formatted(retry.reason(), Math.max(1, retry.delay().toSeconds()), retry.attempt());
  }
}
