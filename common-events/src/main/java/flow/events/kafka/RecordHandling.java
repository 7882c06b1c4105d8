package flow.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.Message;
import flow.events.MessageCodec;
import flow.events.Topic;
import flow.platform.database.Transactions;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;

/// What is done with one record: its effect and the step past it, in one transaction.
final class RecordHandling<M extends Message> {

  private static final Logger LOG = LoggerFactory.getLogger(RecordHandling.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Topic<M> topic;
  private final Function<M, Mono<Void>> handler;
  private final Positions positions;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final Duration firstBackoff;

  RecordHandling(
      Topic<M> topic,
      Function<M, Mono<Void>> handler,
      Positions positions,
      Transactions transactions,
      DeadLetters deadLetters,
      KafkaSettings settings) {
    this.topic = topic;
    this.handler = handler;
    this.positions = positions;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.firstBackoff = settings.firstBackoff();
  }

  Mono<Void> handle(String topicId, ConsumerRecord<String, byte[]> record) {
    return Mono.fromCallable(() -> MessageCodec.decode(topic, record.value()))
        .flatMap(message -> effect(topicId, record, message).retryWhen(twice()))
        .onErrorResume(reason -> !Outage.causes(reason), reason -> bury(topicId, record, reason))
        .retryWhen(untilTheOutageEnds())
        .contextWrite(trace(record));
  }

  private Mono<Void> effect(String topicId, ConsumerRecord<String, byte[]> record, M message) {
    return transactions.in(
        positions
            .advance(topicId, record.partition(), record.offset())
            .flatMap(moved ->
                moved ? Mono.defer(() -> handler.apply(message)) : alreadyHandled(record)));
  }

  private Mono<Void> bury(String topicId, ConsumerRecord<String, byte[]> record, Throwable reason) {
    LOG.error("Giving up on {}-{}@{}", record.topic(), record.partition(), record.offset(), reason);
    return deadLetters
        .bury(record, reason)
        .then(
            transactions.in(
                positions.advance(topicId, record.partition(), record.offset()).then()));
  }

  private static Mono<Void> alreadyHandled(ConsumerRecord<String, byte[]> record) {
    LOG.info("{}-{}@{} was handled before", record.topic(), record.partition(), record.offset());
    return Mono.empty();
  }

  private Retry twice() {
    return Retry.from(attempts ->
        attempts.concatMap(attempt -> {
          var failure = attempt.failure();
          return attempt.totalRetries() >= 2
                  || failure instanceof JacksonException
                  || Outage.causes(failure)
              ? Mono.<Long>error(failure)
              : Mono.delay(firstBackoff.multipliedBy(1 + 4 * attempt.totalRetries()));
        }));
  }

  private static Retry untilTheOutageEnds() {
    return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
        .maxBackoff(LONGEST_PAUSE)
        .filter(failure -> !Exceptions.isRetryExhausted(failure))
        .doBeforeRetry(signal -> LOG.warn("Waiting: {}", signal.failure().toString()));
  }

  private static Function<Context, Context> trace(ConsumerRecord<String, byte[]> record) {
    var header = record.headers().lastHeader(Envelope.TRACE);
    return context ->
        header == null ? context : context.put(Envelope.TRACE, new String(header.value(), UTF_8));
  }
}
