package flow.local.platform;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import flow.local.process.Spawner;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Runs the rehearsals of what was newly built. The start waits for them for a while; those that
/// take longer go on beside it, at low priority, and are given up when the platform stops.
final class Rehearsals {

  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final List<Rehearsal> all;
  private final Spawner spawner;
  private final Progress progress;
  private final Queue<Process> running = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  Rehearsals(List<Rehearsal> all, Spawner spawner, Progress progress) {
    this.all = all;
    this.spawner = spawner;
    this.progress = progress;
  }

  void run() throws InterruptedException {
    var needed = all.stream().filter(Rehearsal::isNeeded).toList();
    if (needed.isEmpty()) {
      return;
    }
    progress.say("preparing quick starts, once after each build");
    var done = new CountDownLatch(needed.size());
    for (var rehearsal : needed) {
      Thread.ofPlatform().daemon().start(() -> run(rehearsal, done));
    }
    if (!done.await(PATIENCE.toNanos(), NANOSECONDS)) {
      progress.say("going on; the next start will be quicker");
    }
  }

  void stop() {
    stopped = true;
    running.forEach(Process::destroyForcibly);
  }

  private void run(Rehearsal rehearsal, CountDownLatch done) {
    try {
      var process = spawner.start(rehearsal.program(), Redirect.DISCARD);
      running.add(process);
      if (stopped) {
        process.destroyForcibly();
      }
      process.waitFor();
      if (!stopped) {
        rehearsal.keepResult();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      progress.say("%s will start more slowly: %s".formatted(rehearsal.name(), e.getMessage()));
    } finally {
      done.countDown();
    }
  }
}
