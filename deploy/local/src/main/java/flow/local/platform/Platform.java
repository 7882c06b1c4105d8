package flow.local.platform;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import flow.local.process.Child;
import flow.local.process.Child.State;
import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.Secrets;
import flow.local.process.Spawner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// All processes together: started in order, kept running, stopped in the opposite order.
public final class Platform implements Child.Watcher {

  private static final int DEATHS_BEFORE_GIVING_UP = 4;

  private final List<Child> children = new ArrayList<>();
  private final Rehearsals rehearsals;
  private final Spawner spawner = new Spawner();
  private final Progress progress;
  private final StatusFile status;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();

  /// Prepares the processes; none is started yet.
  ///
  /// @param specs the processes
  /// @param rehearsals what makes new services start fast
  /// @param data the folder where their logs and states go
  /// @param secrets what no log may show
  /// @param progress told of what people want to know
  public Platform(
      List<ChildSpec> specs,
      List<Rehearsal> rehearsals,
      Path data,
      Secrets secrets,
      Progress progress)
      throws IOException {
    this.progress = progress;
    this.status = new StatusFile(data.resolve("run").resolve("processes"), progress);
    this.rehearsals = new Rehearsals(rehearsals, spawner, progress);
    for (var spec : specs) {
      children.add(new Child(spec, spawner, data.resolve("logs"), secrets, this));
    }
  }

  /// Starts everything and returns when all of it is ready.
  ///
  /// @throws NotStarted when a process keeps dying, or the time is over
  public void start(Duration limit) throws InterruptedException {
    startThose(child -> child.spec().layer().compareTo(Layer.SERVICE) < 0);
    await(child -> child.spec().layer() == Layer.DATABASE, limit);
    rehearsals.run();
    startThose(child -> child.spec().layer().compareTo(Layer.SERVICE) >= 0);
    await(child -> true, limit);
  }

  /// Stops everything, the edge first and the database last.
  public void stop() throws InterruptedException {
    rehearsals.stop();
    for (var layer : List.of(Layer.values()).reversed()) {
      var stops =
          children.stream()
              .filter(child -> child.spec().layer() == layer)
              .map(child -> Thread.ofPlatform().start(() -> stop(child)))
              .toList();
      for (var stop : stops) {
        stop.join();
      }
    }
  }

  private static void stop(Child child) {
    try {
      child.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void changed(Child child) {
    if (child.state() == State.READY) {
      progress.say("%s is ready".formatted(child.spec().name()));
    }
    status.write(children);
    signal();
  }

  @Override
  public void died(Child child, String how, Duration pause) {
    progress.say(
        "%s %s; starting it again in %d ms".formatted(child.spec().name(), how, pause.toMillis()));
    signal();
  }

  private void signal() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void startThose(Predicate<Child> which) {
    children.stream().filter(which).forEach(Child::start);
  }

  private void await(Predicate<Child> which, Duration limit) throws InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    lock.lock();
    try {
      while (!children.stream().filter(which).allMatch(child -> child.state() == State.READY)) {
        for (var child : children) {
          if (child.restarts() >= DEATHS_BEFORE_GIVING_UP) {
            throw new NotStarted("%s keeps ending".formatted(child.spec().name()), child);
          }
        }
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          throw tooSlow();
        }
        change.await(Math.min(left, Duration.ofSeconds(1).toNanos()), NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private NotStarted tooSlow() {
    var late = children.stream().filter(child -> child.state() != State.READY).findFirst();
    return new NotStarted(
        "%s is not ready in time".formatted(late.map(child -> child.spec().name()).orElse("")),
        late.orElseGet(children::getFirst));
  }
}
