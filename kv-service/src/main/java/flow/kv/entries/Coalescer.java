package flow.kv.entries;

import flow.kv.postgres.StatementRefused;
import flow.kv.postgres.StoreUnavailable;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Gathers calls that wait at the same time into one statement.
///
/// No timer is involved: a call that finds a free lane goes at once and alone; while all lanes are
/// busy calls queue, and a lane that comes free takes as many of them as a statement may hold. So
/// the batches grow with the load by themselves.
///
/// A call that is cancelled while it waits is dropped; one that is on its way is carried out. When
/// a statement is refused because of its data, its calls are repeated one by one, so that only the
/// guilty one fails.
///
/// @param <C> what is asked for
/// @param <R> what is answered
final class Coalescer<C, R> {

  private final Limits limits;
  private final Function<List<C>, Mono<List<R>>> statement;
  private final ToIntFunction<C> size;
  private final Queue<Waiting<C, R>> arrivals = new ConcurrentLinkedQueue<>();
  private final FairQueue<C, R> queue = new FairQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();

  Coalescer(Limits limits, ToIntFunction<C> size, Function<List<C>, Mono<List<R>>> statement) {
    this.limits = limits;
    this.size = size;
    this.statement = statement;
  }

  /// Has the call made with others, and gives its own answer.
  Mono<R> submit(UUID worklet, C call) {
    return Mono.create(sink -> {
      if (waiting.incrementAndGet() > limits.waiting()) {
        waiting.decrementAndGet();
        sink.error(new Refusal(Code.UNAVAILABLE, "Too many calls are waiting. Try again"));
        return;
      }
      var arrival = new Waiting<>(worklet, call, sink, System.nanoTime());
      sink.onCancel(arrival::cancel);
      arrivals.add(arrival);
      drain();
    });
  }

  /// Gives up calls that have waited too long, which only happens while the database does not
  /// answer.
  void expire() {
    drain();
  }

  /// Runs on the thread that gave the first signal, until there was none while it ran.
  private void drain() {
    if (signals.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    do {
      for (var arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
        queue.add(arrival);
      }
      long oldest = System.nanoTime() - limits.patience().toNanos();
      queue
          .expired(oldest)
          .forEach(late -> {
            waiting.decrementAndGet();
            late.sink()
                .error(
                    new StoreUnavailable("no statement came to its turn", new TimeoutException()));
          });
      while (busy.get() < limits.lanes()) {
        var batch = queue.take(limits, size, waiting);
        if (batch.isEmpty()) {
          break;
        }
        busy.incrementAndGet();
        run(batch);
      }
      missed = signals.addAndGet(-missed);
    } while (missed != 0);
  }

  private void run(List<Waiting<C, R>> batch) {
    var calls = new ArrayList<C>(batch.size());
    batch.forEach(one -> calls.add(one.call()));
    statement
        .apply(calls)
        .doOnNext(answers -> {
          for (int i = 0; i < answers.size(); i++) {
            batch.get(i).sink().success(answers.get(i));
          }
        })
        .then()
        .onErrorResume(error ->
            error instanceof StatementRefused && batch.size() > 1
                ? oneByOne(batch)
                : fail(batch, error))
        .doFinally(_ -> {
          busy.decrementAndGet();
          drain();
        })
        .subscribe();
  }

  private Mono<Void> oneByOne(List<Waiting<C, R>> batch) {
    return Flux.fromIterable(batch)
        .concatMap(one ->
            statement
                .apply(List.of(one.call()))
                .doOnNext(answers -> one.sink().success(answers.getFirst()))
                .then()
                .onErrorResume(error -> fail(List.of(one), error)))
        .then();
  }

  private Mono<Void> fail(List<Waiting<C, R>> batch, Throwable error) {
    batch.forEach(one -> one.sink().error(error));
    return Mono.empty();
  }

  /// A call that waits for its statement.
  record Waiting<C, R>(UUID worklet, C call, MonoSink<R> sink, long since, AtomicInteger state) {

    Waiting(UUID worklet, C call, MonoSink<R> sink, long since) {
      this(worklet, call, sink, since, new AtomicInteger());
    }

    void cancel() {
      state.set(1);
    }

    boolean cancelled() {
      return state.get() != 0;
    }
  }
}
