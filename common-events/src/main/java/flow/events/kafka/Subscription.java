package flow.events.kafka;

import flow.events.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/// Keeps a handler subscribed to a topic for as long as the application runs. When the consumer
/// breaks off it is opened again, ever more slowly.
public final class Subscription implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration LAG_INTERVAL = Duration.ofSeconds(10);

  private final Topic<?> topic;
  private final Receivers receivers;
  private final BiFunction<String, ConsumerRecord<String, byte[]>, Mono<Void>> handler;
  private final AtomicLong lag = new AtomicLong();
  private Disposable handling = Disposables.disposed();

  Subscription(
      Topic<?> topic,
      Receivers receivers,
      BiFunction<String, ConsumerRecord<String, byte[]>, Mono<Void>> handler,
      MeterRegistry meters) {
    this.topic = topic;
    this.receivers = receivers;
    this.handler = handler;
    Gauge.builder("flow.consumer.lag", lag, AtomicLong::get)
        .tag("topic", topic.name())
        .description("Records that wait in this instance's partitions")
        .register(meters);
  }

  @Override
  public void start() {
    handling = receivers.open(topic).flatMapMany(this::read).retryWhen(forever()).subscribe();
  }

  @Override
  public void stop() {
    handling.dispose();
  }

  @Override
  public boolean isRunning() {
    return !handling.isDisposed();
  }

  private Flux<Void> read(Receivers.OpenTopic open) {
    return open.receiver()
        .receive()
        .groupBy(ReceiverRecord::partition)
        .flatMap(partition -> inOrder(open.id(), partition), Integer.MAX_VALUE)
        .mergeWith(watchLag(open));
  }

  private Flux<Void> inOrder(String topicId, Flux<ReceiverRecord<String, byte[]>> records) {
    return records
        .publishOn(Schedulers.parallel()) // frees the polling thread, and lets BlockHound watch
        .concatMap(record ->
            handler
                .apply(topicId, record)
                .then(Mono.fromRunnable(record.receiverOffset()::acknowledge)));
  }

  private Flux<Void> watchLag(Receivers.OpenTopic open) {
    return Flux.interval(LAG_INTERVAL)
        .onBackpressureDrop()
        .concatMap(_ -> open.lag().onErrorComplete())
        .doOnNext(lag::set)
        .thenMany(Flux.empty());
  }

  private Retry forever() {
    return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
        .maxBackoff(Duration.ofSeconds(5))
        .doBeforeRetry(signal ->
            LOG.warn("Reading {} broke off, trying again", topic.name(), signal.failure()));
  }
}
