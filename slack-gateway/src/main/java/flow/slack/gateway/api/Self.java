package flow.slack.gateway.api;

import flow.slack.gateway.api.SlackApi.Identity;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Who Flow is in Slack.
@Component
public class Self {

  private static final Logger LOG = LoggerFactory.getLogger(Self.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Mono<Identity> identity;

  Self(SlackApi slack) {
    this.identity =
        slack
            .identity()
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                    .maxBackoff(LONGEST_PAUSE)
                    .doBeforeRetry(signal ->
                        LOG.warn(
                            "Slack does not say who we are: {}", signal.failure().getMessage())))
            .cache();
  }

  /// Waits until Slack has answered once.
  public Mono<Identity> identity() {
    return identity;
  }
}
