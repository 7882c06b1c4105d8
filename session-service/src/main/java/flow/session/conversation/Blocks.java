package flow.session.conversation;

import flow.events.SessionEvent.ToolFinished;
import flow.events.TurnId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What was said, thought and done in turns.
public interface Blocks {

  Mono<Void> add(Block block);

  Mono<Void> toolEnded(TurnId turn, String use, ToolFinished.Outcome outcome, String result);

  /// Throws blocks away from this number on.
  Mono<Void> abandon(TurnId turn, int from);

  /// Those that count, in order.
  Flux<Block> of(TurnId turn);

  /// The first number that was never used, thrown away ones counted.
  Mono<Integer> next(TurnId turn);
}
