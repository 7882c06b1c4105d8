package flow.slack.gateway.render;

import flow.events.SessionEvent;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.slack.gateway.send.Messages.Place;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Sessions and turns as they are stored.
interface TurnRows {

  /// Where a session is shown.
  ///
  /// @param epoch the newest owner of it that spoke
  record Shown(SessionId session, Place place, long epoch) {}

  Mono<Shown> session(SessionId session);

  /// Shows a session in a thread from now on.
  Mono<Shown> show(SessionId session, Place place, @Nullable UUID worklet);

  Mono<Void> epoch(SessionId session, long epoch);

  /// What is known about the turn; a new one when it is not known yet. It is locked until the end
  /// of the transaction.
  Mono<Turn> turn(SessionId session, TurnId turn);

  Mono<Void> save(TurnId turn, Fold fold, SessionEvent event);

  /// The whole of it, locked until the end of the transaction.
  Mono<TurnRow> row(TurnId turn);

  Mono<Void> rendered(TurnId turn, long revision, List<Break> breaks);

  /// Turns that changed and were not laid out, and live ones whose clock stands still.
  Flux<TurnId> overdue(Duration clock);

  /// Forgets turns that ended longer ago, with their messages: their buttons do nothing then.
  Mono<Long> forget(Duration age);
}
