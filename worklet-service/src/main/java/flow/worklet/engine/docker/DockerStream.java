package flow.worklet.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/// Turns docker-java's callbacks into a stream that ends the call when it is cancelled.
final class DockerStream<T> implements ResultCallback<T> {

  private static final long PAUSE = 1_000_000;

  private final FluxSink<T> sink;
  private volatile @Nullable Closeable call;
  private volatile boolean closed;

  private DockerStream(FluxSink<T> sink) {
    this.sink = sink;
  }

  /// Starts the call when subscribed to. While the reader is slow, Docker waits.
  static <T> Flux<T> of(Consumer<ResultCallback<T>> start) {
    return Flux.<T>create(
            sink -> {
              var stream = new DockerStream<>(sink);
              sink.onDispose(() -> Schedulers.boundedElastic().schedule(stream::close));
              start.accept(stream);
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public void onStart(Closeable call) {
    this.call = call;
    if (closed) {
      close();
    }
  }

  @Override
  public void onNext(T element) {
    while (sink.requestedFromDownstream() == 0 && !closed && !sink.isCancelled()) {
      LockSupport.parkNanos(PAUSE); // on docker-java's own thread for this stream
    }
    sink.next(element);
  }

  @Override
  public void onError(Throwable problem) {
    if (!closed) {
      sink.error(problem);
    }
  }

  @Override
  public void onComplete() {
    sink.complete();
  }

  @Override
  public void close() {
    closed = true;
    var open = call;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        sink.error(e);
      }
    }
  }
}
