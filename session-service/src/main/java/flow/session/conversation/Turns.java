package flow.session.conversation;

import flow.events.SessionId;
import flow.events.TurnId;
import flow.events.Usage;
import flow.session.conversation.Turn.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The turns of all sessions.
public interface Turns {

  Mono<Void> add(Turn turn);

  Mono<Turn> find(TurnId id);

  /// Those that run or wait, in order; what runs comes first.
  Flux<Turn> open(SessionId session);

  /// In order, the latest first.
  Flux<Turn> page(SessionId session, @Nullable Long before, int most);

  Mono<Void> begin(TurnId id, Instant at);

  Mono<Void> crashed(TurnId id);

  /// Notes that a turn is cut on purpose, for another instance to go on: that is no crash.
  Mono<Void> handedOver(TurnId id);

  /// Ends a turn.
  ///
  /// @param by who stopped it
  Mono<Void> finish(
      TurnId id,
      State state,
      @Nullable Usage usage,
      @Nullable String cause,
      @Nullable String remedy,
      @Nullable String by,
      Instant at);

  /// Replaces the prompt of a turn that still waits; says whether it did.
  Mono<Boolean> amend(TurnId id, String prompt);

  /// How many wait on all instances.
  Mono<Long> waiting();
}
