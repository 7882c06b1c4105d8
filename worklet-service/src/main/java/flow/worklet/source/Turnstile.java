package flow.worklet.source;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Lets work through one at a time, in the order in which it was subscribed to.
final class Turnstile {

  private Mono<Void> last = Mono.empty();

  <T> Mono<T> oneAtATime(Mono<T> work) {
    return Mono.defer(() -> {
      var done = Sinks.<Void>one();
      var before = enter(done.asMono());
      return before.then(work).doFinally(_ -> done.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
    });
  }

  private synchronized Mono<Void> enter(Mono<Void> mine) {
    var before = last;
    last = mine;
    return before;
  }
}
