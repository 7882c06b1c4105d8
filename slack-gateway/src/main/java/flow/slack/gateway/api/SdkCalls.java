package flow.slack.gateway.api;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import flow.slack.gateway.api.SlackFailure.RateLimited;
import flow.slack.gateway.api.SlackFailure.Refused;
import flow.slack.gateway.api.SlackFailure.Unknown;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Runs calls of Slack's SDK beside the event loops, measures them and sorts out how they ended.
@Component
class SdkCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SdkCalls.class);
  private static final int AT_ONCE = 24;
  private static final int WAITING = 10_000;

  /// Words for "perhaps", among the errors that Slack answers with.
  private static final Set<String> UNCERTAIN =
      Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

  private final MeterRegistry meters;
  private final Scheduler workers = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "slack-api");

  SdkCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  /// One call of the SDK, which blocks.
  @FunctionalInterface
  interface Call<R> {
    R run() throws IOException, SlackApiException;
  }

  <R extends SlackApiTextResponse> Mono<R> call(String method, Call<R> call) {
    return Mono.fromCallable(() -> timed(method, call)).subscribeOn(workers);
  }

  @Override
  public void close() {
    workers.dispose();
  }

  private <R extends SlackApiTextResponse> R timed(String method, Call<R> call) {
    var sample = Timer.start(meters);
    var outcome = "error";
    try {
      var response = checked(method, call.run());
      outcome = "ok";
      LOG.debug("{}: ok", method);
      return response;
    } catch (SlackApiException e) {
      var failure = failure(method, e);
      outcome = failure instanceof RateLimited ? "ratelimited" : "error";
      throw failure;
    } catch (RateLimited e) {
      outcome = "ratelimited";
      throw e;
    } catch (IOException e) {
      throw new Unknown(method, e.toString());
    } finally {
      sample.stop(meters.timer("flow.slack.api", "method", method, "outcome", outcome));
    }
  }

  private static <R extends SlackApiTextResponse> R checked(String method, R response) {
    if (response.isOk()) {
      return response;
    }
    var error = Objects.requireNonNullElse(response.getError(), "unknown_error");
    if (error.equals("ratelimited") || error.equals("rate_limited")) {
      throw new RateLimited(method, Duration.ofSeconds(1));
    }
    if (UNCERTAIN.contains(error)) {
      throw new Unknown(method, error);
    }
    LOG.debug("{}: {}", method, error);
    throw new Refused(method, error);
  }

  private static SlackFailure failure(String method, SlackApiException e) {
    var status = e.getResponse().code();
    if (status == 429) {
      return new RateLimited(method, pause(e.getResponse().header("Retry-After")));
    }
    var error = e.getError() == null ? null : e.getError().getError();
    return status < 500 && error != null
        ? new Refused(method, error)
        : new Unknown(method, "HTTP " + status);
  }

  private static Duration pause(@Nullable String retryAfter) {
    try {
      return Duration.ofSeconds(retryAfter == null ? 1 : Long.parseLong(retryAfter.strip()));
    } catch (NumberFormatException e) {
      return Duration.ofSeconds(1);
    }
  }
}
