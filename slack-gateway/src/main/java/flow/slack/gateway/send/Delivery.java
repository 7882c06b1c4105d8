package flow.slack.gateway.send;

import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackApi.Post;
import flow.slack.gateway.api.SlackFailure;
import flow.slack.gateway.api.SlackFailure.RateLimited;
import flow.slack.gateway.api.SlackFailure.Refused;
import flow.slack.gateway.api.SlackFailure.Unknown;
import flow.slack.gateway.send.Dirty.Step;
import flow.slack.gateway.send.Outgoing.Current;
import flow.slack.gateway.send.Outgoing.Form;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Brings one message to Slack in its newest form, and notes how that went.
@Component
class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int SHORT = 300;

  private final SlackApi slack;
  private final Outgoing outgoing;
  private final Recovery recovery;
  private final Posted posted;
  private final MeterRegistry meters;

  Delivery(
      SlackApi slack, Outgoing outgoing, Recovery recovery, Posted posted, MeterRegistry meters) {
    this.slack = slack;
    this.outgoing = outgoing;
    this.recovery = recovery;
    this.posted = posted;
    this.meters = meters;
  }

  /// Fails only with [RateLimited], which is the whole budget's matter, or when the database does.
  Mono<Void> of(Dirty message) {
    var sent =
        switch (message.step()) {
          case POST -> post(message);
          case UPDATE -> update(message);
          case DELETE -> delete(message);
        };
    return sent.onErrorResume(SlackFailure.class, failure -> failed(message, failure))
        .doOnSuccess(_ -> opened(message));
  }

  private void opened(Dirty message) {
    if (message.threadTs() == null) {
      posted.opening();
    }
  }

  private Mono<Void> post(Dirty message) {
    if (message.postingSince() == null) {
      return postNow(message);
    }
    return recovery
        .find(message)
        .flatMap(ts -> outgoing.found(message.id(), ts).thenReturn(true))
        .defaultIfEmpty(false)
        .flatMap(found -> found ? Mono.empty() : postNow(message));
  }

  private Mono<Void> postNow(Dirty message) {
    return outgoing
        .posting(message.id())
        .then(outgoing.current(message.id()))
        .flatMap(current ->
            current.text() == null
                ? outgoing.deleted(message.id(), current.revision())
                : slack
                    .post(post(message, current, current.text()))
                    .doOnSubscribe(_ -> measure(message, current))
                    .flatMap(ts -> outgoing.posted(message.id(), ts, current.revision())));
  }

  private static Post post(Dirty message, Current current, String text) {
    return new Post(
        message.channel(),
        message.threadTs(),
        text(current, text),
        blocks(current),
        message.id().toString());
  }

  private Mono<Void> update(Dirty message) {
    var ts = Objects.requireNonNull(message.ts());
    return outgoing
        .current(message.id())
        .flatMap(current ->
            current.text() == null
                ? delete(message)
                : slack
                    .update(message.channel(), ts, text(current, current.text()), blocks(current))
                    .doOnSubscribe(_ -> measure(message, current))
                    .then(outgoing.shown(message.id(), current.revision())));
  }

  private Mono<Void> delete(Dirty message) {
    return slack
        .delete(message.channel(), Objects.requireNonNull(message.ts()))
        .then(outgoing.deleted(message.id(), message.revision()));
  }

  private static String text(Current current, String text) {
    return current.form() == Form.BLOCKS_ONLY && text.length() > SHORT
        ? text.substring(0, text.offsetByCodePoints(0, SHORT / 2)) + "…"
        : text;
  }

  private static @Nullable String blocks(Current current) {
    return current.form() == Form.TEXT_ONLY ? null : current.blocks();
  }

  private Mono<Void> failed(Dirty message, SlackFailure failure) {
    return switch (failure) {
      case RateLimited limited ->
          (message.step() == Step.POST && message.postingSince() == null
                  ? outgoing.notPosted(message.id(), Duration.ZERO)
                  : Mono.<Void>empty())
              .then(Mono.error(limited));
      case Unknown unknown -> {
        LOG.warn("{}", unknown.getMessage());
        yield outgoing.retryLater(message.id(), pause(message.failures()));
      }
      case Refused refused -> refused(message, refused);
    };
  }

  private Mono<Void> refused(Dirty message, Refused refused) {
    return switch (Refusal.of(refused.error())) {
      case TOO_LONG -> reshape(message, Form.BLOCKS_ONLY, refused);
      case BAD_BLOCKS -> reshape(message, Form.TEXT_ONLY, refused);
      case NOT_ALLOWED -> {
        LOG.error("Slack lets Flow do nothing: {}", refused.getMessage());
        yield (message.step() == Step.POST
            ? outgoing.notPosted(message.id(), LONGEST_PAUSE)
            : outgoing.retryLater(message.id(), LONGEST_PAUSE));
      }
      case GONE -> {
        LOG.info("A message is given up: {}", refused.getMessage());
        yield message.step() == Step.DELETE
            ? outgoing.deleted(message.id(), message.revision())
            : outgoing.refused(message.id(), refused.error());
      }
    };
  }

  private Mono<Void> reshape(Dirty message, Form form, Refused refused) {
    return outgoing
        .current(message.id())
        .flatMap(current -> {
          LOG.warn("{}, it is sent as {}", refused.getMessage(), form);
          return current.form() == Form.WHOLE
              ? outgoing.reshape(message.id(), form)
              : outgoing.refused(message.id(), refused.error());
        });
  }

  private static Duration pause(int failures) {
    var pause = Duration.ofSeconds(1).multipliedBy(1L << Math.min(failures, 5));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void measure(Dirty message, Current current) {
    if (current.said() == null) {
      return;
    }
    var isFirst = message.step() == Step.POST || message.shown() <= 1;
    var phase = isFirst ? "first" : message.urgent() ? "final" : "update";
    meters
        .timer("flow.stream.latency", "phase", phase)
        .record(Duration.between(current.said(), Instant.now()));
  }
}
