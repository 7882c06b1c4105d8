package flow.slack.gateway.send;

import flow.events.lease.Lease;
import flow.events.lease.Leases;
import flow.slack.gateway.api.SlackSettings;
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

/// Keeps one instance sending for the workspace, since Slack grants one budget to all of them.
@Component
class Sender implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final String RESOURCE = "slack/send";
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final SlackSettings settings;
  private final Leases leases;
  private final Rounds rounds;
  private Disposable sending = Disposables.disposed();

  Sender(SlackSettings settings, Leases leases, Rounds rounds) {
    this.settings = settings;
    this.leases = leases;
    this.rounds = rounds;
  }

  @Override
  public void start() {
    if (settings.isOn()) {
      sending =
          leases
              .acquire(RESOURCE)
              .repeatWhenEmpty(asked -> asked.delayElements(ASK_AGAIN))
              .flatMap(this::sendWhileHeld)
              .repeat()
              .retryWhen(
                  Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                      .maxBackoff(Duration.ofSeconds(5))
                      .transientErrors(true)
                      .doBeforeRetry(
                          signal -> LOG.warn("Sending broke off: {}", signal.failure().toString())))
              .subscribe();
    }
  }

  private Mono<Void> sendWhileHeld(Lease lease) {
    LOG.debug("Sending under {}", lease);
    return Flux.usingWhen(
            Mono.just(lease),
            held -> rounds.run().takeUntilOther(leases.lost().filter(held::equals)),
            leases::release)
        .then();
  }

  @Override
  public void stop() {
    sending.dispose();
  }

  @Override
  public boolean isRunning() {
    return !sending.isDisposed();
  }
}
