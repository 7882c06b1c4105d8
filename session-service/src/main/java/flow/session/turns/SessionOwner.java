package flow.session.turns;

import flow.events.SessionEvent.Expired;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.Started;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.events.lease.Lease;
import flow.session.claude.Launch;
import flow.session.claude.ReadLine;
import flow.session.claude.protocol.CliInput;
import flow.session.claude.protocol.CliLine;
import flow.session.conversation.NotOwner;
import flow.session.conversation.Session;
import flow.session.conversation.Turn;
import flow.session.narration.Happening;
import flow.session.narration.Narration;
import flow.session.narration.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Works on one session while this instance holds its lease: takes commands, runs one turn after
/// the other, keeps the CLI. Everything happens one after the other on its [Serial].
final class SessionOwner implements Cli.Listener, CommandHandling.Work {

  private static final Logger LOG = LoggerFactory.getLogger(SessionOwner.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final SessionId id;
  private final Office office;
  private final Consumer<SessionOwner> leave;
  private final Serial serial;
  private final Cli cli;
  private final Limits limits;
  private final AtomicBoolean called = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile @Nullable Lease lease;
  private volatile boolean gone;
  private volatile @Nullable RunningTurn running;
  private @Nullable Ledger ledger;
  private volatile long troubledAt;
  private boolean expiring;
  private boolean draining;
  private int nextBlock;
  private @Nullable TurnId announced;
  private BigDecimal spent = BigDecimal.ZERO;

  SessionOwner(SessionId id, Office office, Consumer<SessionOwner> leave) {
    this.id = id;
    this.office = office;
    this.leave = leave;
    this.serial = new Serial("session " + id);
    this.cli = new Cli(office.processes(), serial, this);
    this.limits = new Limits(cli, office.claude());
  }

  SessionId id() {
    return id;
  }

  @Nullable Lease lease() {
    return lease;
  }

  /// Looks for what there is to do. Calls while one waits are one.
  void attend() {
    if (!gone && called.compareAndSet(false, true)) {
      serial.submit(
          Mono.defer(() -> {
            called.set(false);
            return gone ? Mono.empty() : work();
          }));
    }
  }

  /// Called many times a second: text that is due, limits that are reached.
  void tick() {
    var run = running;
    boolean due =
        (run != null && run.text.isDue())
            || troubledAt != 0
            || (cli.stage() != Cli.Stage.ABSENT && cli.sinceChange().toMillis() % 1000 < 100);
    if (due && !gone && ticking.compareAndSet(false, true)) {
      serial.submit(
          Mono.defer(() -> {
            ticking.set(false);
            return gone ? Mono.empty() : ticked();
          }));
    }
  }

  boolean isIdle() {
    return running == null && cli.stage() == Cli.Stage.READY;
  }

  Duration idleFor() {
    return cli.silence();
  }

  /// Ends the idle process, for another session to have its place.
  void makeRoom() {
    serial.submit(
        Mono.fromRunnable(() -> {
          if (isIdle()) {
            cli.stop();
          }
        }));
  }

  /// The lease is lost: another instance may begin at any moment.
  void lose() {
    LOG.warn("session {}: lost to another instance, its process is killed", id);
    vanish();
  }

  /// Leaves the session in a state in which another instance goes on at once.
  Mono<Void> handOver() {
    return serial
        .run(
            Mono.defer(() -> {
              draining = true;
              var run = running;
              var book = ledger;
              var noted =
                  run == null || book == null
                      ? Mono.<Void>empty()
                      : book.keep(office.turns().handedOver(run.turn.id()));
              return noted.doFinally(_ -> cli.kill());
            }))
        .then(release())
        .doFinally(_ -> vanish());
  }

  // Commands.

  private Mono<Void> work() {
    return owning()
        .flatMap(book ->
            office
                .commands()
                .waiting(id)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(new CommandHandling(book, ending(book), this)::handle)
                .then(advance(book))
                .thenReturn(true))
        .defaultIfEmpty(false)
        .flatMap(owned -> owned ? Mono.<Void>empty() : Mono.<Void>fromRunnable(this::vanish))
        .onErrorResume(this::troubled);
  }

  /// The ledger, once the lease is ours; empty while somebody else has it.
  private Mono<Ledger> owning() {
    var book = ledger;
    if (book != null) {
      return Mono.just(book);
    }
    return office
        .leases()
        .acquire("session/" + id)
        .flatMap(acquired -> {
          lease = acquired;
          var begun = new Ledger(id, office, office.announcer(acquired.epoch()), () -> !gone);
          ledger = begun;
          return office.sessions().own(id, acquired.epoch()).thenReturn(begun);
        });
  }

  private Mono<Void> troubled(Throwable error) {
    if (error instanceof NotOwner) {
      lose();
    } else {
      LOG.warn("session {}: trying again: {}", id, error.toString());
      troubledAt = System.nanoTime();
    }
    return Mono.empty();
  }

  // What comes next.

  private Mono<Void> advance(Ledger book) {
    return Mono.defer(() ->
            running != null || draining ? Mono.empty() : office.turns().open(id).collectList())
        .flatMap(open -> {
          if (open.isEmpty()) {
            return rest(book);
          }
          expiring = false;
          var turn = open.getFirst();
          return switch (cli.stage()) {
            case STARTING, ENDING -> Mono.empty();
            case READY -> turn.state() == Turn.State.QUEUED ? begin(book, turn) : Mono.empty();
            case ABSENT -> office.slots().take(this) ? launch(book, turn) : queue(book, turn);
          };
        });
  }

  private Mono<Void> launch(Ledger book, Turn turn) {
    announced = null;
    return turn.state() == Turn.State.QUEUED
        ? office.sessions().find(id).flatMap(session -> start(session, false))
        : recover(book, turn);
  }

  private Mono<Void> queue(Ledger book, Turn turn) {
    office.slots().holders().stream()
        .filter(SessionOwner::isIdle)
        .max((a, b) -> a.idleFor().compareTo(b.idleFor()))
        .ifPresent(SessionOwner::makeRoom);
    if (turn.id().equals(announced)) {
      return Mono.empty();
    }
    announced = turn.id();
    var reason = Queued.Reason.NO_FREE_PROCESS;
    return book.keep(
        book.say((epoch, seq) ->
            new Queued(
                id, epoch, seq, turn.id(), office.slots().ahead(this), reason, Instant.now())));
  }

  private Mono<Void> begin(Ledger book, Turn turn) {
    var now = Instant.now();
    return office
        .sessions()
        .find(id)
        .flatMap(session -> {
          var workspace = office.folders().of(id, session.workspace()).workspace();
          var run = new RunningTurn(turn, new Narration(workspace, 0), false);
          return book.keep(begun(book, turn, now))
              .doOnSuccess(_ -> running = run)
              .then(cli.send(CliInput.prompt(turn.id().toString(), turn.prompt())));
        });
  }

  private Mono<Void> begun(Ledger book, Turn turn, Instant now) {
    return office
        .turns()
        .begin(turn.id(), now)
        .then(office.sessions().enter(id, Session.State.RUNNING, now))
        .then(
            book.say(
                (epoch, seq) -> new Started(id, epoch, seq, turn.id(), turn.attempts() + 1, now)));
  }

  private Mono<Void> recover(Ledger book, Turn turn) {
    var recovery = new Recovery(book, new TurnTelling(book), ending(book));
    return office
        .sessions()
        .find(id)
        .flatMap(session ->
            recovery
                .plan(turn, office.folders().of(id, session.workspace()), nextBlock)
                .flatMap(plan -> {
                  nextBlock = 0;
                  if (plan.isOver()) {
                    office.slots().release(this);
                    return Mono.<Void>fromRunnable(this::attend);
                  }
                  var workspace = office.folders().of(id, session.workspace()).workspace();
                  running =
                      new RunningTurn(
                          turn, new Narration(workspace, plan.firstBlock()), !plan.rerun());
                  return book.keep(begun(book, turn, Instant.now()))
                      .then(start(session, plan.rerun()));
                }));
  }

  private Mono<Void> start(Session session, boolean rerun) {
    var folder = office.folders().of(id, session.workspace());
    spent = BigDecimal.ZERO;
    return office
        .transcripts()
        .restore(folder)
        .zipWith(office.sessions().grants(id).collectList())
        .flatMap(known ->
            cli.start(
                new Launch(
                    folder,
                    known.getT1(),
                    rerun,
                    known.getT2(),
                    session.acceptsEdits(),
                    office.gateway().access(id))))
        .onErrorResume(this::notStarted);
  }

  /// Nothing to do: the process may idle for a while, unless others wait for one; without a process
  /// the session is given back.
  private Mono<Void> rest(Ledger book) {
    if (cli.stage() != Cli.Stage.ABSENT) {
      if (isIdle() && office.slots().isContended()) {
        cli.stop(); // others wait for its place
      }
      return Mono.empty();
    }
    office.slots().release(this);
    var now = Instant.now();
    var told =
        expiring
            ? book.keep(
                office
                    .sessions()
                    .enter(id, Session.State.EXPIRED, now)
                    .then(book.say((epoch, seq) -> new Expired(id, epoch, seq, now))))
            : Mono.<Void>empty();
    expiring = false;
    return told.then(release()).doFinally(_ -> vanish());
  }

  private Mono<Void> release() {
    return Mono.defer(() -> {
      var held = lease;
      lease = null;
      ledger = null;
      return held == null ? Mono.empty() : office.leases().release(held);
    });
  }

  private void vanish() {
    gone = true;
    lease = null;
    cli.kill();
    office.gateway().revoke(id);
    office.slots().release(this);
    leave.accept(this);
    serial.dispose();
  }

  // The CLI.

  @Override
  public Mono<Void> ready() {
    var run = running;
    if (run == null) {
      return withLedger(this::advance);
    }
    if (run.unsent) {
      run.unsent = false;
      return cli.send(CliInput.prompt(run.turn.id().toString(), run.turn.prompt()));
    }
    return Mono.empty(); // the CLI runs the cut turn again by itself
  }

  @Override
  public Mono<Void> said(ReadLine read) {
    var run = running;
    if (run == null || gone) {
      return Mono.empty();
    }
    if (read.line() instanceof CliLine.TurnBegan) {
      run.takenUp = true;
    }
    if (read.line() instanceof CliLine.TurnEnded ended && !concerns(ended, run)) {
      return Mono.empty();
    }
    var happenings = run.narration.on(read.line());
    return withLedger(book -> tell(book, run, happenings, read.at())).onErrorResume(this::troubled);
  }

  @Override
  public Mono<Void> gone(boolean started, int exitCode, String complaints) {
    if (gone) {
      return Mono.empty();
    }
    LOG.info("session {}: the CLI ended with {} {}", id, exitCode, complaints);
    office.slots().release(this);
    office.gateway().revoke(id);
    var run = running;
    return withLedger(
            book -> {
              if (draining) {
                return Mono.empty();
              }
              if (run != null) {
                return cut(book, run);
              }
              return started || expiring
                  ? advance(book)
                  : failStart(
                      book, new Trouble("Claude's CLI could not be started.", remedy(complaints)));
            })
        .onErrorResume(this::troubled);
  }

  private Mono<Void> tell(Ledger book, RunningTurn run, List<Happening> happenings, Instant at) {
    var last = happenings.isEmpty() ? null : happenings.getLast();
    var told = new TurnTelling(book).tell(run, happenings, at);
    return switch (last) {
      case Happening.Over over -> told.then(over(book, run, over));
      case Happening.Retrying retrying when retrying.hopeless() && !run.isEnding() -> {
        run.giveUp(retrying.trouble());
        yield told.then(cli.interrupt());
      }
      case null, default -> told;
    };
  }

  private Mono<Void> over(Ledger book, RunningTurn run, Happening.Over over) {
    var now = Instant.now();
    return book.keep(
            Mono.defer(() -> ending(book).over(run, over, spent))
                .then(office.sessions().enter(id, Session.State.IDLE, now)))
        .doOnSuccess(_ -> {
          running = null;
          spent = over.spent().totalCost();
        })
        .then(saved())
        .then(advance(book));
  }

  private Mono<Void> saved() {
    return office
        .sessions()
        .find(id)
        .flatMap(
            session -> office.transcripts().save(office.folders().of(id, session.workspace())));
  }

  private Mono<Void> cut(Ledger book, RunningTurn run) {
    nextBlock = run.narration.next();
    if (!run.isEnding()) {
      running = null;
      return new TurnTelling(book).flush(run).then(advance(book));
    }
    return book.keep(
            Mono.defer(() -> ending(book).cut(run))
                .then(office.sessions().enter(id, Session.State.IDLE, Instant.now())))
        .doOnSuccess(_ -> running = null)
        .then(advance(book));
  }

  private Mono<Void> notStarted(Throwable error) {
    LOG.warn("session {}: the CLI cannot be started", id, error);
    office.slots().release(this);
    var trouble =
        new Trouble(
            "Claude's CLI could not be started.",
            "Check FLOW_CLAUDE_COMMAND and the session service's log.");
    return withLedger(book -> failStart(book, trouble));
  }

  private Mono<Void> failStart(Ledger book, Trouble trouble) {
    running = null;
    return office
        .turns()
        .open(id)
        .next()
        .flatMap(turn ->
            book.keep(
                ending(book)
                    .failed(turn.id(), trouble, null)
                    .then(office.sessions().enter(id, Session.State.IDLE, Instant.now()))))
        .then(Mono.<Void>fromRunnable(this::attend));
  }

  private static String remedy(String complaints) {
    return complaints.isEmpty()
        ? "See the session service's log."
        : "It said: " + (complaints.length() > 200 ? complaints.substring(0, 200) : complaints);
  }

  private static boolean concerns(CliLine.TurnEnded ended, RunningTurn run) {
    return !ended.unsolicited()
        && (ended.prompts().isEmpty() || ended.prompts().contains(run.turn.id().toString()));
  }

  private Mono<Void> ticked() {
    if (troubledAt != 0 && System.nanoTime() - troubledAt > AGAIN.toNanos()) {
      troubledAt = 0;
      attend();
    }
    var run = running;
    if (run != null) {
      limits.watch(run);
      return withLedger(book -> new TurnTelling(book).flush(run));
    }
    if (isIdle() && cli.silence().compareTo(office.settings().idleTimeout()) > 0) {
      expiring = true;
      cli.stop();
    }
    limits.watchStart();
    return Mono.empty();
  }

  // What commands need.

  @Override
  public @Nullable RunningTurn running() {
    return running;
  }

  @Override
  public Mono<Void> interrupt() {
    if (cli.stage() == Cli.Stage.READY) {
      return cli.interrupt();
    }
    cli.kill();
    return Mono.empty();
  }

  @Override
  public Mono<Void> send(CliInput line) {
    return cli.send(line);
  }

  @Override
  public Mono<Void> close() {
    return Mono.defer(() -> {
      running = null;
      cli.kill();
      return office.folders().remove(id).then(office.transcripts().forget(id));
    });
  }

  private TurnEnding ending(Ledger book) {
    return new TurnEnding(book, new TurnTelling(book));
  }

  private Mono<Void> withLedger(Function<Ledger, Mono<Void>> work) {
    return Mono.defer(() -> {
      var book = ledger;
      return book == null ? Mono.empty() : work.apply(book);
    });
  }
}
