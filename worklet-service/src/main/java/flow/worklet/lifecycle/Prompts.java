package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.TurnId;
import flow.events.WorkletId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The stored prompts.
public interface Prompts {

  Mono<Void> add(Prompt prompt);

  Mono<Prompt> find(CommandId id);

  Mono<Prompt> ofTurn(TurnId turn);

  /// All of a worklet, the oldest first.
  Flux<Prompt> of(WorkletId worklet);

  /// The oldest that is not done.
  Mono<Prompt> open(WorkletId worklet);

  Mono<Integer> waiting(WorkletId worklet);

  Mono<Void> save(Prompt prompt);

  /// Adds to what Claude said.
  Mono<Void> answer(TurnId turn, String text);
}
