package flow.slack.simulator.faults;

import flow.slack.simulator.faults.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The switches that make things go wrong. A method is named as in the Web API, or `*` for all;
/// `times` below 0 means until cleared.
public final class Faults {

  public static final int ALWAYS = -1;

  private final List<Fault> faults = new ArrayList<>();
  private final Random chance = new Random(4); // seeded, so that a run can be repeated
  private final AtomicInteger copies = new AtomicInteger();
  private final AtomicInteger ignoredAcknowledgements = new AtomicInteger();
  private volatile boolean socketsRefused;
  private volatile @Nullable Runnable socketDrop;
  private volatile @Nullable Runnable socketRefresh;
  private volatile @Nullable Runnable socketWarning;

  /// Every call waits before its effect.
  public void latency(String method, Duration delay) {
    add(new Fault(Kind.LATENCY, method, ALWAYS, delay.toMillis(), 0, 0, 1));
  }

  /// 429 with `Retry-After` for the next calls.
  public void rateLimit(String method, int retryAfterSeconds, int times) {
    add(new Fault(Kind.RATE_LIMITED, method, times, 0, 429, retryAfterSeconds, 1));
  }

  /// An HTTP error without an effect.
  public void failBefore(String method, int status, int times) {
    add(new Fault(Kind.ERROR_BEFORE, method, times, 0, status, 0, 1));
  }

  /// An HTTP error although the effect happened.
  public void failAfter(String method, int status, int times) {
    add(new Fault(Kind.ERROR_AFTER, method, times, 0, status, 0, 1));
  }

  /// The effect happens, then the connection is reset.
  public void loseAnswers(String method, int times) {
    add(new Fault(Kind.LOST_ANSWER, method, times, 0, 0, 0, 1));
  }

  /// The connection is reset before the effect.
  public void loseCalls(String method, int times) {
    add(new Fault(Kind.LOST_CALL, method, times, 0, 0, 0, 1));
  }

  public synchronized void add(Fault fault) {
    faults.add(fault);
  }

  public synchronized List<Fault> active() {
    return List.copyOf(faults);
  }

  /// Sends every delivery this many times more.
  public void duplicateDeliveries(int more) {
    copies.set(more);
  }

  /// Treats the next acknowledgements as if they had not come; below 0 all of them.
  public void ignoreAcknowledgements(int times) {
    ignoredAcknowledgements.set(times);
  }

  /// Cuts every socket without a word.
  public void dropSockets() {
    run(socketDrop);
  }

  /// Tells every socket to reconnect, as Slack does every few hours.
  public void refreshSockets() {
    run(socketRefresh);
  }

  /// Warns every socket that it will be closed, and leaves it open.
  public void warnSockets() {
    run(socketWarning);
  }

  /// Cuts every socket and accepts no new one until switched off.
  public void refuseSockets(boolean refused) {
    socketsRefused = refused;
    if (refused) {
      dropSockets();
    }
  }

  /// Everything works again.
  public synchronized void clear() {
    faults.clear();
    copies.set(0);
    ignoredAcknowledgements.set(0);
    socketsRefused = false;
  }

  /// The first fault of these kinds that strikes this call, used up by one.
  public synchronized Optional<Fault> strike(String method, Collection<Kind> kinds) {
    for (var i = 0; i < faults.size(); i++) {
      var fault = faults.get(i);
      if (kinds.contains(fault.kind()) && fault.strikes(method) && hits(fault)) {
        faults.set(i, fault.spent());
        faults.removeIf(spent -> spent.times() == 0);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  public int copies() {
    return copies.get();
  }

  public boolean socketsAreRefused() {
    return socketsRefused;
  }

  public int acknowledgementsIgnored() {
    return ignoredAcknowledgements.get();
  }

  public boolean ignoresAcknowledgement() {
    return ignoredAcknowledgements.getAndUpdate(left -> left > 0 ? left - 1 : left) != 0;
  }

  /// What cuts, refreshes and warns the sockets.
  public void sockets(Runnable drop, Runnable refresh, Runnable warn) {
    socketWarning = warn;
    socketDrop = drop;
    socketRefresh = refresh;
  }

  private boolean hits(Fault fault) {
    return fault.share() >= 1 || chance.nextDouble() < fault.share();
  }

  private static void run(@Nullable Runnable action) {
    if (action != null) {
      action.run();
    }
  }
}
