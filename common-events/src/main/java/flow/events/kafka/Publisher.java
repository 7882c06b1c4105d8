package flow.events.kafka;

import flow.events.Message;
import flow.events.MessageCodec;
import flow.events.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;

/// Publishes straight to Kafka, in the order of the calls.
///
/// This is for streamed text, whose loss heals at the end of its block. Whatever must not be lost
/// goes through [flow.events.outbox.Outbox].
public final class Publisher implements AutoCloseable {

  private static final Duration GIVE_UP = Duration.ofSeconds(30);

  private final KafkaSender<String, byte[]> sender;
  private final String source;

  Publisher(KafkaSettings settings) {
    this.source = "flow/" + settings.group();
    this.sender =
        KafkaSender.create(
            SenderOptions.<String, byte[]>create(properties(settings))
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer())
                .stopOnError(false));
  }

  /// Publishes the message; completes once Kafka has it.
  public <M extends Message> Mono<Void> publish(Topic<M> topic, M message) {
    return Mono.deferContextual(context -> {
      @Nullable String trace = context.getOrDefault(Envelope.TRACE, null);
      var envelope = Envelope.of(message.getClass().getSimpleName(), message.at(), trace);
      return publish(topic.name(), message.key(), MessageCodec.encode(topic, message), envelope);
    });
  }

  /// Publishes an encoded message.
  public Mono<Void> publish(String topic, String key, byte[] value, Envelope envelope) {
    return send(Flux.just(envelope.record(topic, key, value, source)));
  }

  Mono<Void> send(Flux<ProducerRecord<String, byte[]>> records) {
    return sender
        .send(records.map(record -> SenderRecord.create(record, record.topic())))
        .concatMap(
            result -> result.exception() == null ? Mono.empty() : Mono.error(result.exception()))
        .then()
        .timeout(GIVE_UP);
  }

  @Override
  public void close() {
    sender.close();
  }

  private static Map<String, Object> properties(KafkaSettings settings) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers(),
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
        ProducerConfig.LINGER_MS_CONFIG, 0,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4_194_304);
  }
}
