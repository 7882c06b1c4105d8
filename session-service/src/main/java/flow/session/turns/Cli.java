package flow.session.turns;

import flow.session.claude.ClaudeProcess;
import flow.session.claude.ClaudeProcesses;
import flow.session.claude.Launch;
import flow.session.claude.ReadLine;
import flow.session.claude.protocol.CliInput;
import flow.session.claude.protocol.CliLine.ControlAnswered;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The CLI of one session as its owner sees it: not there, starting, ready or ending. All calls
/// come through the owner's [Serial].
final class Cli {

  private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

  /// Who is told what the CLI does.
  interface Listener {

    Mono<Void> ready();

    Mono<Void> said(ReadLine line);

    /// The process is gone.
    ///
    /// @param started whether it had been ready before
    Mono<Void> gone(boolean started, int exitCode, String complaints);
  }

  enum Stage {
    ABSENT,
    STARTING,
    READY,
    ENDING
  }

  private final ClaudeProcesses processes;
  private final Serial serial;
  private final Listener listener;
  private volatile Stage stage = Stage.ABSENT;
  private volatile @Nullable ClaudeProcess process;
  private String hello = "";
  private boolean started;
  private long changed = System.nanoTime();
  private volatile long heard = System.nanoTime();

  Cli(ClaudeProcesses processes, Serial serial, Listener listener) {
    this.processes = processes;
    this.serial = serial;
    this.listener = listener;
  }

  Stage stage() {
    return stage;
  }

  /// How long it has been in its stage.
  Duration sinceChange() {
    return Duration.ofNanos(System.nanoTime() - changed);
  }

  /// How long it has said nothing.
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  Mono<Void> start(Launch launch) {
    return Mono.defer(() -> {
      enter(Stage.STARTING);
      started = false;
      hello = "hello-" + UUID.randomUUID();
      return processes.start(launch).flatMap(this::listen);
    });
  }

  Mono<Void> send(CliInput line) {
    var current = process;
    return current == null
        ? Mono.empty()
        : current
            .send(line)
            .onErrorResume(
                UncheckedIOException.class,
                error -> {
                  LOG.info("A line was not read, the CLI ends: {}", error.getMessage());
                  return Mono.empty();
                });
  }

  /// Stops the turn that runs.
  Mono<Void> interrupt() {
    return send(CliInput.interrupt("stop-" + UUID.randomUUID()));
  }

  /// Ends the process in order, without waiting for it.
  void stop() {
    var current = process;
    if (current != null && stage != Stage.ENDING) {
      enter(Stage.ENDING);
      current.stop().subscribeOn(Schedulers.boundedElastic()).subscribe();
    }
  }

  /// Ends the process at once.
  void kill() {
    var current = process;
    if (current != null) {
      enter(Stage.ENDING);
      Schedulers.boundedElastic().schedule(current::kill);
    }
  }

  private Mono<Void> listen(ClaudeProcess begun) {
    process = begun;
    heard = System.nanoTime();
    begun
        .lines()
        .concatMap(line -> serial.run(Mono.defer(() -> on(line))), 1)
        .then(begun.exit())
        .flatMap(code -> serial.run(Mono.defer(() -> ended(begun, code))))
        .subscribe();
    return send(CliInput.initialize(hello));
  }

  private Mono<Void> on(ReadLine line) {
    heard = System.nanoTime();
    if (line.line() instanceof ControlAnswered answered && answered.request().equals(hello)) {
      started = true;
      if (stage != Stage.STARTING) {
        return Mono.empty();
      }
      enter(Stage.READY);
      return listener.ready();
    }
    return listener.said(line);
  }

  private Mono<Void> ended(ClaudeProcess begun, int code) {
    Schedulers.boundedElastic().schedule(begun::kill); // whatever it left running
    process = null;
    enter(Stage.ABSENT);
    return listener.gone(started, code, begun.complaints());
  }

  private void enter(Stage next) {
    stage = next;
    changed = System.nanoTime();
  }
}
