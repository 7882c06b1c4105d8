package flow.slack.gateway.send;

import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackApi.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Finds a message whose post was not answered: it carries its id as metadata.
@Component
class Recovery {

  /// By so much Slack's clock may be behind.
  private static final Duration LEEWAY = Duration.ofSeconds(10);

  private final SlackApi slack;

  Recovery(SlackApi slack) {
    this.slack = slack;
  }

  /// The message's `ts`; empty when Slack does not have it.
  Mono<String> find(Dirty message) {
    var since = Objects.requireNonNull(message.postingSince()).minus(LEEWAY);
    return candidates(message, since)
        .filter(kept -> message.id().toString().equals(kept.tag()))
        .map(Kept::ts)
        .next();
  }

  private Flux<Kept> candidates(Dirty message, Instant since) {
    return message.threadTs() == null
        ? slack.history(message.channel(), ts(since)).flatMapIterable(kept -> kept)
        : slack.replies(message.channel(), message.threadTs(), ts(since));
  }

  private static String ts(Instant time) {
    return "%d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1_000);
  }
}
