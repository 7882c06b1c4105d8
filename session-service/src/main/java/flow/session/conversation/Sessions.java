package flow.session.conversation;

import flow.events.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The sessions, and who may write about them.
public interface Sessions {

  /// Keeps a new one; says whether it was new.
  Mono<Boolean> open(Session session, long epoch);

  Mono<Session> find(SessionId id);

  /// Makes this epoch the only one that may write.
  Mono<Void> own(SessionId id, long epoch);

  /// Locks the session for the transaction around it; fails with [NotOwner] if another epoch owns
  /// it. A session that does not exist yet is nobody's.
  Mono<Void> guard(SessionId id, long epoch);

  Mono<Void> enter(SessionId id, Session.State state, Instant at);

  /// Notes what people allowed for the whole session.
  Mono<Void> grant(SessionId id, List<String> flags, boolean acceptsEdits);

  Flux<String> grants(SessionId id);

  /// Sessions that need somebody: with commands not handled or turns not finished, and no living
  /// lease.
  Flux<SessionId> unattended(int most);

  /// Those of these sessions that have commands not handled, whoever received them.
  Flux<SessionId> called(Collection<SessionId> among);

  /// How many sessions are in each state.
  Flux<Count> counts();

  /// The newest first.
  ///
  /// @param before the place of the last one seen; absent for the first page
  Flux<Placed> page(Session.@Nullable State state, @Nullable Long before, int most);

  /// How many there are of a state.
  record Count(Session.State state, long number) {}

  /// A session and its place in the order.
  record Placed(long place, Session session) {}
}
