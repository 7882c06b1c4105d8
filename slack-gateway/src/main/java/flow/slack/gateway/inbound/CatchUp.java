package flow.slack.gateway.inbound;

import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackApi.Identity;
import flow.slack.gateway.api.SlackApi.Kept;
import flow.slack.gateway.api.SlackFailure.RateLimited;
import flow.slack.gateway.inbound.LiveThreads.LiveThread;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fetches what people wrote into live threads while no connection was open: Slack keeps nothing
/// for later. What is known already changes nothing.
@Component
class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration LIVE = Duration.ofDays(1);
  private static final int MOST_THREADS = 200;

  /// Slack grants about 50 such calls a minute.
  private static final Duration PAUSE = Duration.ofMillis(1_300);

  /// So many calls are made at once before the pauses begin.
  private static final int BURST = 20;

  private final SlackApi slack;
  private final LiveThreads threads;
  private final Lanes lanes;

  CatchUp(SlackApi slack, LiveThreads threads, Lanes lanes) {
    this.slack = slack;
    this.threads = threads;
    this.lanes = lanes;
  }

  /// The threads to look at, as they are before a connection is opened: what comes over it must not
  /// hide what was missed.
  Mono<List<LiveThread>> threads() {
    return threads.since(LIVE, MOST_THREADS).collectList();
  }

  void start(List<LiveThread> live, Identity self) {
    catchUp(live, self)
        .subscribe(
            read -> LOG.info("Caught up with Slack: {} messages of {} threads", read, live.size()),
            error -> LOG.warn("Catching up with Slack broke off: {}", error.toString()));
  }

  private Mono<Long> catchUp(List<LiveThread> live, Identity self) {
    return Flux.fromIterable(live)
        .index()
        .concatMap(numbered ->
            pause(numbered.getT1()).then(Mono.defer(() -> missed(numbered.getT2(), self))))
        .reduce(0L, Long::sum);
  }

  private static Mono<Void> pause(long index) {
    return index < BURST ? Mono.empty() : Mono.delay(PAUSE).then();
  }

  private Mono<Long> missed(LiveThread thread, Identity self) {
    return slack
        .replies(thread.channel(), thread.threadTs(), thread.seenTs())
        .filter(kept -> kept.ts().compareTo(thread.seenTs()) > 0)
        .concatMap(kept -> keep(thread, kept, self))
        .count()
        .retryWhen(
            Retry.max(5)
                .filter(RateLimited.class::isInstance)
                .doBeforeRetryAsync(
                    signal -> Mono.delay(((RateLimited) signal.failure()).pause()).then()))
        .onErrorResume(error -> {
          LOG.warn("The thread {} cannot be read: {}", thread.threadTs(), error.getMessage());
          return Mono.just(0L);
        });
  }

  private Mono<Boolean> keep(LiveThread thread, Kept kept, Identity self) {
    var said = Deliveries.said(thread.team(), event(thread, kept), self);
    return said == null ? Mono.empty() : lanes.keep(said);
  }

  /// The message as it would have been delivered.
  private static JsonNode event(LiveThread thread, Kept kept) {
    var event = JsonNodeFactory.instance.objectNode().put("type", "message");
    event.put("channel", thread.channel()).put("thread_ts", thread.threadTs());
    event.put("ts", kept.ts()).put("text", kept.text());
    if (kept.user() != null) {
      event.put("user", kept.user());
    }
    if (kept.bot() != null) {
      event.put("bot_id", kept.bot());
    }
    if (kept.subtype() != null) {
      event.put("subtype", kept.subtype());
    }
    return event;
  }
}
