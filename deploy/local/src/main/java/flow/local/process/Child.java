package flow.local.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One process that is kept running: started, watched, and started again when it dies.
public final class Child {

  private static final long LOG_LIMIT_BYTES = 10_000_000;
  private static final Duration POLL_WHILE_STARTING = Duration.ofMillis(150);
  private static final Duration POLL_WHEN_READY = Duration.ofSeconds(5);
  private static final long STABLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final ChildSpec spec;
  private final Spawner spawner;
  private final LogFile log;
  private final Watcher watcher;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile State state = State.WAITING;
  private final AtomicInteger restarts = new AtomicInteger();

  /// What a process is doing.
  public enum State {
    WAITING,
    STARTING,
    READY,
    NOT_READY,
    STOPPED
  }

  /// Learns what happens to the processes.
  public interface Watcher {

    void changed(Child child);

    /// It ended although nobody asked it to, and starts again after the pause.
    void died(Child child, String how, Duration pause);
  }

  public Child(ChildSpec spec, Spawner spawner, Path logs, Secrets secrets, Watcher watcher)
      throws IOException {
    this.spec = spec;
    this.spawner = spawner;
    this.log = new LogFile(logs.resolve(spec.name() + ".log"), LOG_LIMIT_BYTES, secrets);
    this.watcher = watcher;
  }

  public ChildSpec spec() {
    return spec;
  }

  public State state() {
    return state;
  }

  public int restarts() {
    return restarts.get();
  }

  /// The id of the running process, or 0 while there is none.
  public long pid() {
    var running = process;
    return running == null || !running.isAlive() ? 0 : running.pid();
  }

  public List<String> lastLines() {
    return log.lastLines();
  }

  public void start() {
    Thread.ofPlatform().name("keeps " + spec.name()).daemon().start(this::keepRunning);
  }

  /// Asks the process to stop, waits, and kills it and all it started when the time is over.
  public void stop() throws InterruptedException {
    stopping.countDown();
    var running = process;
    if (running != null) {
      ProcessTree.of(running).stop(spec.ending());
    }
    become(State.STOPPED);
    finished.await();
  }

  private void keepRunning() {
    try {
      while (stopping.getCount() > 0) {
        var pause = runOnce();
        if (stopping.await(pause.toNanos(), NANOSECONDS)) {
          break;
        }
        restarts.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private Duration runOnce() throws InterruptedException {
    var started = System.nanoTime();
    var how = "";
    try {
      spec.preparation().run();
      how = "ended with code " + watchUntilEnd(spawner.start(spec.program(), Redirect.PIPE));
    } catch (IOException e) {
      how = "could not be started: " + e.getMessage();
    }
    if (System.nanoTime() - started > STABLE_NANOS) {
      backoff.reset();
    }
    var pause = backoff.next();
    if (stopping.getCount() > 0) {
      become(State.WAITING);
      watcher.died(this, how, pause);
    }
    return pause;
  }

  private int watchUntilEnd(Process running) throws InterruptedException, IOException {
    process = running;
    become(State.STARTING);
    if (stopping.getCount() == 0) {
      ProcessTree.of(running).stop(spec.ending());
    }
    var reader =
        Thread.ofPlatform()
            .name("reads " + spec.name())
            .daemon()
            .unstarted(new LogReader(running, log, this::said));
    reader.start();
    if (spec.readiness() instanceof Readiness.Answer answer) {
      poll(running, answer);
    }
    var code = running.waitFor();
    reader.join(POLL_WHEN_READY);
    return code;
  }

  private void said(String line) {
    if (state == State.STARTING
        && spec.readiness() instanceof Readiness.Line expected
        && line.contains(expected.text())) {
      become(State.READY);
    }
  }

  private void poll(Process running, Readiness.Answer answer) throws InterruptedException {
    var pause = POLL_WHILE_STARTING;
    while (!running.waitFor(pause.toMillis(), MILLISECONDS)) {
      var ready = answer.isGiven();
      if (ready) {
        become(State.READY);
        pause = POLL_WHEN_READY;
      } else if (state == State.READY) {
        become(State.NOT_READY);
      }
    }
  }

  private void become(State next) {
    if (state != next && state != State.STOPPED) {
      state = next;
      watcher.changed(this);
    }
  }
}
