package flow.slack.gateway.send;

import flow.slack.gateway.api.SlackFailure.RateLimited;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Sends round by round: looks which messages Slack does not show as they are, and serves as many
/// as the budget grants. Urgent ones go first, then the thread that has waited longest.
@Component
class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration SWEEP = Duration.ofMillis(500);
  private static final int MOST = 300;
  private static final int MOST_IN_FLIGHT = 16;

  private final Outgoing outgoing;
  private final Delivery delivery;
  private final Wake wake;
  private final AtomicInteger waiting = new AtomicInteger();

  // What follows belongs to the one thread of the rounds.
  private final Scheduler thread = Schedulers.newSingle("slack-send", true);
  private final Budget budget = new Budget(System::nanoTime);
  private final Set<UUID> inFlight = new HashSet<>();
  private final Map<String, Long> served = new HashMap<>();
  private final Disposable.Swap nextRound = Disposables.swap();
  private long turn;

  Rounds(Outgoing outgoing, Delivery delivery, Wake wake, MeterRegistry meters) {
    this.outgoing = outgoing;
    this.delivery = delivery;
    this.wake = wake;
    meters.gauge("flow.slack.waiting", waiting);
  }

  /// Never ends by itself.
  Flux<Void> run() {
    return Flux.using(
        Disposables::composite,
        calls ->
            Flux.merge(wake.signals(), Flux.interval(Duration.ZERO, SWEEP).map(_ -> true))
                .onBackpressureLatest()
                .concatMap(_ -> round(calls), 1),
        Disposable.Composite::dispose);
  }

  private Mono<Void> round(Disposable.Composite calls) {
    return outgoing.dirty(MOST).publishOn(thread).doOnNext(dirty -> serve(dirty, calls)).then();
  }

  private void serve(List<Dirty> dirty, Disposable.Composite calls) {
    waiting.set(dirty.size());
    var live = (int) dirty.stream().map(Dirty::thread).distinct().count();
    var pause = Duration.ofDays(1);
    for (var message : inTurn(dirty)) {
      if (inFlight.size() >= MOST_IN_FLIGHT) {
        return; // the end of a call wakes the next round
      }
      if (!inFlight.contains(message.id())) {
        var wait = take(message, live);
        if (wait.isZero()) {
          send(message, calls);
        } else {
          pause = wait.compareTo(pause) < 0 ? wait : pause;
        }
      }
    }
    if (pause.compareTo(SWEEP) < 0) {
      nextRound.update(Mono.delay(pause).subscribe(_ -> wake.now()));
    }
  }

  /// Urgent ones first, then those of the thread that was served longest ago.
  private List<Dirty> inTurn(List<Dirty> dirty) {
    var known = dirty.stream().map(Dirty::thread).collect(Collectors.toSet());
    if (served.size() > 10 * MOST) {
      served.keySet().retainAll(known);
    }
    return dirty.stream()
        .sorted(
            Comparator.comparing((Dirty message) -> !message.urgent())
                .thenComparing(message -> message.step() != Dirty.Step.POST)
                .thenComparing(message -> served.getOrDefault(message.thread(), 0L))
                .thenComparing(Dirty::changed))
        .toList();
  }

  private Duration take(Dirty message, int live) {
    return switch (message.step()) {
      case POST -> takePost(message, live);
      case UPDATE -> budget.take("chat.update", message.urgent(), live);
      case DELETE -> budget.take("chat.delete", false, live);
    };
  }

  /// A post of unknown outcome is looked for first, and made again if it is not found.
  private Duration takePost(Dirty message, int live) {
    var wait = budget.takePost(message.channel());
    return wait.isZero() && message.postingSince() != null
        ? budget.take(lookup(message), true, live)
        : wait;
  }

  private void send(Dirty message, Disposable.Composite calls) {
    inFlight.add(message.id());
    served.put(message.thread(), ++turn);
    var call = Disposables.swap();
    calls.add(call);
    call.update(
        delivery
            .of(message)
            .publishOn(thread)
            .doOnError(error -> failed(message, error))
            .doFinally(_ -> thread.schedule(() -> ended(message)))
            .doFinally(_ -> calls.remove(call))
            .onErrorComplete()
            .subscribe());
  }

  private void failed(Dirty message, Throwable error) {
    if (error instanceof RateLimited limited) {
      LOG.debug("{}", limited.getMessage());
      budget.block(limited.method(), limited.pause());
    } else {
      LOG.warn("A message could not be sent", error);
      budget.block(method(message), SWEEP);
    }
  }

  private static String method(Dirty message) {
    return switch (message.step()) {
      case POST -> message.postingSince() == null ? "chat.postMessage" : lookup(message);
      case UPDATE -> "chat.update";
      case DELETE -> "chat.delete";
    };
  }

  private static String lookup(Dirty message) {
    return message.threadTs() == null ? "conversations.history" : "conversations.replies";
  }

  private void ended(Dirty message) {
    inFlight.remove(message.id());
    wake.now();
  }
}
