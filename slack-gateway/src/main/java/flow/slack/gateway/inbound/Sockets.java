package flow.slack.gateway.inbound;

import com.slack.api.Slack;
import flow.slack.gateway.api.Self;
import flow.slack.gateway.api.SlackApi.Identity;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.inbound.LiveThreads.LiveThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/// Holds several connections to Slack, so that one can be replaced while another listens. Whenever
/// there was none for a while, what was missed is fetched.
@Component
public class Sockets implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Slack slack;
  private final SlackSettings settings;
  private final Self self;
  private final Receiver receiver;
  private final CatchUp catchUp;
  private final AtomicInteger connected = new AtomicInteger();
  private Disposable holding = Disposables.disposed();

  Sockets(
      Slack slack,
      SlackSettings settings,
      Self self,
      Receiver receiver,
      CatchUp catchUp,
      MeterRegistry meters) {
    this.slack = slack;
    this.settings = settings;
    this.self = self;
    this.receiver = receiver;
    this.catchUp = catchUp;
    meters.gauge("flow.slack.connections", connected);
  }

  public int connected() {
    return connected.get();
  }

  @Override
  public void start() {
    if (!settings.isOn()) {
      LOG.info("Slack is switched off");
      return;
    }
    holding =
        self.identity()
            .doOnNext(me -> LOG.info("Connecting to Slack as {} in {}", me.user(), me.team()))
            .flatMapMany(this::holdAll)
            .subscribe();
  }

  private Flux<Void> holdAll(Identity me) {
    return Flux.merge(IntStream.range(0, settings.connections()).mapToObj(_ -> hold(me)).toList());
  }

  private Flux<Void> hold(Identity me) {
    var current = new AtomicReference<@Nullable Connection>();
    return replace(current, me)
        .repeat()
        .retryWhen(
            Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .transientErrors(true)
                .doBeforeRetry(
                    signal -> LOG.warn("No connection to Slack: {}", signal.failure().toString())))
        .doOnCancel(() -> close(current.getAndSet(null)));
  }

  /// Opens a new connection, then closes the one it replaces, and ends when it has to be replaced
  /// itself.
  private Mono<Void> replace(AtomicReference<@Nullable Connection> current, Identity me) {
    return catchUp.threads().flatMap(live -> open(current, live, me));
  }

  private Mono<Void> open(
      AtomicReference<@Nullable Connection> current, List<LiveThread> live, Identity me) {
    return Connection.open(slack, settings.appToken(), (frame, from) -> receive(frame, from, me))
        .doOnNext(fresh -> {
          close(current.getAndSet(fresh));
          if (connected.getAndIncrement() == 0) {
            catchUp.start(live, me);
          }
        })
        .flatMap(fresh -> fresh.finished().doFinally(_ -> connected.decrementAndGet()))
        .doOnNext(reason -> LOG.info("A connection to Slack is replaced: {}", reason))
        .then();
  }

  private void receive(JsonNode frame, Connection from, Identity me) {
    receiver.receive(frame, me, from::send).subscribe();
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      Schedulers.boundedElastic().schedule(connection::close);
    }
  }

  @Override
  public void stop() {
    holding.dispose();
  }

  @Override
  public boolean isRunning() {
    return !holding.isDisposed();
  }

  /// Starts last and stops first.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
