package flow.session.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.session.claude.protocol.CliInput;
import flow.session.claude.protocol.CliLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/// A running CLI.
public final class ClaudeProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process process;
  private final ProcessTree tree;
  private final boolean fenced;
  private final Scheduler threads;
  private final Complaints complaints;
  private final ReentrantLock input = new ReentrantLock();

  ClaudeProcess(Process process, boolean fenced, Scheduler threads) {
    this.process = process;
    this.tree = new ProcessTree(process.toHandle());
    this.fenced = fenced;
    this.threads = threads;
    this.complaints = Complaints.of(process.getErrorStream(), threads);
  }

  /// What the CLI says, until it ends. A subscriber that is slow holds the CLI back through the
  /// pipe. To be subscribed to once.
  public Flux<ReadLine> lines() {
    return Flux.using(
            () -> new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)),
            reader -> Flux.<ReadLine>generate(sink -> next(reader, sink)))
        .subscribeOn(threads);
  }

  /// Hands the CLI a line; completes once it is in the pipe.
  public Mono<Void> send(CliInput line) {
    return Mono.<Void>fromRunnable(() -> write(line)).subscribeOn(threads);
  }

  /// The exit code, once it has ended.
  public Mono<Integer> exit() {
    return Mono.fromFuture(() -> process.onExit(), true).map(Process::exitValue);
  }

  /// The last of what it wrote to its error stream, for the log.
  public String complaints() {
    return complaints.toString();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends the process in order: its input is closed, then it is asked, then it is killed with all
  /// it started.
  public Mono<Integer> stop() {
    return Mono.<Void>fromRunnable(this::closeInput)
        .subscribeOn(threads)
        .then(exit().timeout(PATIENCE))
        .onErrorResume(_ -> terminate())
        .doFinally(_ -> tree.kill());
  }

  /// Ends the process and all it started at once.
  public void kill() {
    tree.kill();
  }

  private Mono<Integer> terminate() {
    return Mono.<Void>fromRunnable(fenced ? tree::terminateInside : tree::terminate)
        .then(exit().timeout(PATIENCE))
        .onErrorResume(_ -> Mono.<Void>fromRunnable(tree::kill).then(exit()));
  }

  private void next(BufferedReader reader, SynchronousSink<ReadLine> sink) {
    try {
      var line = reader.readLine();
      if (line == null) {
        sink.complete();
      } else {
        sink.next(new ReadLine(CliLines.parse(line), Instant.now()));
      }
    } catch (IOException closed) {
      sink.complete(); // the process was killed: its exit code says the rest
    }
  }

  private void write(CliInput line) {
    input.lock();
    try {
      OutputStream pipe = process.getOutputStream();
      pipe.write((line.line() + "\n").getBytes(UTF_8));
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the CLI does not read any more", e);
    } finally {
      input.unlock();
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // the process has ended already, which is what closing is for
    }
  }
}
