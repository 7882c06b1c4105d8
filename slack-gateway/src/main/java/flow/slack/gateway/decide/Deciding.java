package flow.slack.gateway.decide;

import flow.platform.database.Transactions;
import flow.slack.gateway.Signal;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import flow.slack.gateway.send.Posted;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Works the inbox: whatever this instance takes in at once, and what was left over every half
/// second.
@Component
class Deciding implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
  private static final Duration SWEEP = Duration.ofMillis(500);
  private static final Duration KEPT = Duration.ofDays(3);
  private static final int TAKEN_AT_ONCE = 16;
  private static final int AT_ONCE = 64;

  private final SlackSettings settings;
  private final Inbox inbox;
  private final Posted posted;
  private final Decisions decisions;
  private final Transactions transactions;
  private final Signal decided = new Signal();
  private Disposable working = Disposables.disposed();

  Deciding(
      SlackSettings settings,
      Inbox inbox,
      Posted posted,
      Decisions decisions,
      Transactions transactions) {
    this.settings = settings;
    this.inbox = inbox;
    this.posted = posted;
    this.decisions = decisions;
    this.transactions = transactions;
  }

  @Override
  public void start() {
    if (settings.isOn()) {
      working = Disposables.composite(work().subscribe(), tidy().subscribe());
    }
  }

  /// A slow decision holds up its own thread and nobody else.
  private Flux<Void> work() {
    var sweeps = Flux.interval(SWEEP).map(_ -> true);
    return Flux.merge(inbox.additions(), posted.openings(), decided.flux(), sweeps)
        .onBackpressureLatest()
        .concatMap(_ -> inbox.take(TAKEN_AT_ONCE), 1)
        .flatMap(this::decide, AT_ONCE, 1)
        .retryWhen(forever());
  }

  private Mono<Void> decide(Item item) {
    return decisions.on(item).doFinally(_ -> decided.now());
  }

  private Flux<Long> tidy() {
    return Flux.interval(Duration.ofMinutes(1), Duration.ofHours(1))
        .onBackpressureDrop()
        .concatMap(_ -> transactions.in(inbox.forget(KEPT)))
        .retryWhen(forever());
  }

  private static Retry forever() {
    return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
        .maxBackoff(Duration.ofSeconds(5))
        .transientErrors(true)
        .doBeforeRetry(
            signal -> LOG.warn("The inbox cannot be worked: {}", signal.failure().toString()));
  }

  @Override
  public void stop() {
    working.dispose();
  }

  @Override
  public boolean isRunning() {
    return !working.isDisposed();
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 40;
  }
}
