package flow.session.claude;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Starts processes from one thread that never ends before the service does: a child that dies with
/// its parent dies with the thread that made it.
final class Spawner implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("claude-spawner").factory());
  private final Scheduler scheduler = Schedulers.fromExecutorService(thread);

  Mono<Process> start(ProcessBuilder command) {
    return Mono.fromCallable(() -> started(command)).subscribeOn(scheduler);
  }

  private static Process started(ProcessBuilder command) throws IOException {
    return command.start();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
