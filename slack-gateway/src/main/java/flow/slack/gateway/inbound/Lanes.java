package flow.slack.gateway.inbound;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Keeps arrivals of one thread in the order in which they came, and those of other threads beside
/// them. A full lane takes nothing more: what is not acknowledged comes again.
@Component
class Lanes implements SmartLifecycle {

  private static final int COUNT = 16;
  private static final int LENGTH = 1_000;

  private final Inbox inbox;
  private final List<Sinks.Many<Waiting>> lanes =
      IntStream.range(0, COUNT)
          .mapToObj(_ ->
              Sinks.many()
                  .unicast()
                  .<Waiting>onBackpressureBuffer(new ArrayBlockingQueue<>(LENGTH)))
          .toList();
  private Disposable working = Disposables.disposed();

  Lanes(Inbox inbox) {
    this.inbox = inbox;
  }

  private record Waiting(Arrival arrival, Sinks.One<Boolean> kept) {}

  /// Completes when it is kept, with false if it was known already.
  Mono<Boolean> keep(Arrival arrival) {
    return Mono.defer(() -> {
      var waiting = new Waiting(arrival, Sinks.one());
      var lane = lanes.get(Math.floorMod(arrival.thread().hashCode(), COUNT));
      synchronized (lane) {
        lane.tryEmitNext(waiting).orThrow();
      }
      return waiting.kept().asMono();
    });
  }

  @Override
  public void start() {
    working =
        Disposables.composite(
            lanes.stream()
                .map(Sinks.Many::asFlux)
                .map(
                    lane -> lane.publishOn(Schedulers.parallel()).concatMap(this::work).subscribe())
                .toArray(Disposable[]::new));
  }

  private Mono<Void> work(Waiting waiting) {
    return inbox
        .add(waiting.arrival())
        .doOnNext(isNew -> waiting.kept().tryEmitValue(isNew))
        .onErrorResume(error -> {
          waiting.kept().tryEmitError(error);
          return Mono.empty();
        })
        .then();
  }

  @Override
  public void stop() {
    working.dispose();
  }

  @Override
  public boolean isRunning() {
    return !working.isDisposed();
  }

  /// Starts before the sockets and stops after them.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 50;
  }
}
