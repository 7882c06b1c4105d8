package flow.session.turns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Does one piece of work after the other, so that a session's state needs no locks. Work must not
/// wait for later work.
///
/// The queue has no bound of its own: whoever hands in work either waits for it ([#run]) or hands
/// in one piece at a time.
final class Serial implements Disposable {

  private static final Logger LOG = LoggerFactory.getLogger(Serial.class);
  private final Sinks.Many<Work> works = Sinks.many().unicast().onBackpressureBuffer();
  private final Disposable working;

  Serial(String name) {
    this.working =
        works
            .asFlux()
            .publishOn(Schedulers.parallel())
            .concatMap(work -> work.doing().onErrorResume(error -> note(name, error)))
            .subscribe();
  }

  /// Has the work done in its turn; the result completes when it is done.
  Mono<Void> run(Mono<Void> work) {
    return Mono.defer(() -> {
      var done = Sinks.<Void>empty();
      submit(work.doOnTerminate(done::tryEmitEmpty).doOnCancel(done::tryEmitEmpty));
      return done.asMono();
    });
  }

  /// Has the work done in its turn.
  void submit(Mono<Void> work) {
    Sinks.EmitResult result;
    synchronized (works) {
      result = works.tryEmitNext(new Work(work));
    }
    if (result.isFailure()) {
      LOG.debug("work comes too late: {}", result);
    }
  }

  @Override
  public void dispose() {
    working.dispose();
  }

  /// One piece of work.
  private record Work(Mono<Void> doing) {}

  private static Mono<Void> note(String name, Throwable error) {
    LOG.error("{}: work failed", name, error);
    return Mono.empty();
  }
}
