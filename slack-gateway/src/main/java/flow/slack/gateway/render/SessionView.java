package flow.slack.gateway.render;

import flow.events.Origin;
import flow.events.SessionEvent;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Ended;
import flow.events.SessionEvent.Expired;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Opened;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.RetryScheduled;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.TodosUpdated;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.TurnId;
import flow.platform.database.Transactions;
import flow.slack.gateway.render.TurnRows.Shown;
import flow.slack.gateway.send.Messages.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Keeps what is known about the turns of the sessions that are shown in Slack. Sessions of the
/// REST API are passed over.
@Component
class SessionView {

  private final TurnRows rows;
  private final Transactions transactions;
  private final Renderer renderer;

  SessionView(TurnRows rows, Transactions transactions, Renderer renderer) {
    this.rows = rows;
    this.transactions = transactions;
    this.renderer = renderer;
  }

  Mono<Void> on(SessionEvent event) {
    if (event instanceof BlockCompleted whole && !Checksum.fits(whole)) {
      return Mono.error(new IllegalArgumentException("A block's text does not fit its hash"));
    }
    return rows.session(event.session())
        .switchIfEmpty(Mono.defer(() -> opened(event)))
        .filter(shown -> event.epoch() >= shown.epoch())
        .flatMap(shown -> newest(shown, event).then(Mono.defer(() -> fold(event))));
  }

  /// A session that another service opened in a thread.
  private Mono<Shown> opened(SessionEvent event) {
    if (!(event instanceof Opened opened)) {
      return Mono.empty();
    }
    return switch (opened.origin()) {
      case Origin.Slack slack -> rows.show(opened.session(), place(slack), null);
      case Origin.Worklet(var worklet, var thread) ->
          thread == null
              ? Mono.empty()
              : rows.show(opened.session(), place(thread), worklet.value());
      case Origin.Rest _ -> Mono.empty();
    };
  }

  private static Place place(Origin.Slack slack) {
    return new Place(slack.team(), slack.channel(), slack.threadTs());
  }

  private Mono<Void> newest(Shown shown, SessionEvent event) {
    return event.epoch() > shown.epoch()
        ? rows.epoch(shown.session(), event.epoch())
        : Mono.empty();
  }

  private Mono<Void> fold(SessionEvent event) {
    var turn = turn(event);
    if (turn == null) {
      return Mono.empty();
    }
    return rows.turn(event.session(), turn)
        .flatMap(known -> {
          var fold = Fold.of(known, event);
          return fold.texts().isEmpty() && fold.turn().equals(known)
              ? Mono.empty()
              : rows.save(turn, fold, event)
                  .then(transactions.afterCommit(() -> renderer.wake(turn)));
        });
  }

  private static @Nullable TurnId turn(SessionEvent event) {
    return switch (event) {
      case Queued queued -> queued.turn();
      case Started started -> started.turn();
      case TextAppended appended -> appended.turn();
      case BlockCompleted completed -> completed.turn();
      case TextAbandoned abandoned -> abandoned.turn();
      case ToolStarted started -> started.turn();
      case ToolFinished finished -> finished.turn();
      case TodosUpdated updated -> updated.turn();
      case ApprovalRequested requested -> requested.turn();
      case ApprovalDecided decided -> decided.turn();
      case RetryScheduled retry -> retry.turn();
      case Completed completed -> completed.turn();
      case Failed failed -> failed.turn();
      case Interrupted interrupted -> interrupted.turn();
      case Opened _, Expired _, Ended _ -> null;
    };
  }
}
