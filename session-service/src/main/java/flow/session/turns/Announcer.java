package flow.session.turns;

import flow.events.SessionEvent;
import flow.events.Topic;
import flow.events.kafka.Publisher;
import flow.events.outbox.Outbox;
import flow.session.conversation.EventLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Tells what happens in one session under one epoch, numbered in the order of telling.
final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long MUTE = Duration.ofSeconds(5).toNanos();

  /// An event that still wants its place.
  @FunctionalInterface
  interface Numbered<E extends SessionEvent> {

    E at(long epoch, long seq);
  }

  private final Outbox outbox;
  private final Publisher publisher;
  private final EventLog log;
  private final LiveText live;
  private final long epoch;
  private long seq;
  private long mutedAt;
  private boolean muted;

  Announcer(Outbox outbox, Publisher publisher, EventLog log, LiveText live, long epoch) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.log = log;
    this.live = live;
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  /// Tells it with the transaction around this call.
  Mono<Void> say(Numbered<?> event) {
    return Mono.defer(() -> {
      var said = event.at(epoch, ++seq);
      return outbox.add(Topic.SESSION_EVENTS, said).then(log.add(said));
    });
  }

  /// Tells it at once. Only for text: what is lost heals at the end of its block.
  Mono<Void> stream(Numbered<SessionEvent.TextAppended> text) {
    return Mono.defer(() -> {
      var said = text.at(epoch, ++seq);
      live.show(said);
      if (muted && System.nanoTime() - mutedAt < MUTE) {
        return Mono.empty();
      }
      return publisher
          .publish(Topic.SESSION_EVENTS, said)
          .timeout(PATIENCE)
          .doOnSuccess(_ -> muted = false)
          .onErrorResume(this::mute);
    });
  }

  private Mono<Void> mute(Throwable error) {
    LOG.warn("Text is not streamed for a while, Kafka does not take it: {}", error.toString());
    muted = true;
    mutedAt = System.nanoTime();
    return Mono.empty();
  }
}
