package flow.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where records of one topic go that could not be handled, with where they come from and why.
final class DeadLetters {

  private static final int LONGEST_REASON = 2_000;

  private final String topic;
  private final Publisher publisher;
  private final Counter buried;

  DeadLetters(Topic<?> topic, Publisher publisher, MeterRegistry meters) {
    this.topic = topic.deadLetters();
    this.publisher = publisher;
    this.buried = Counter.builder("flow.dead.letters").tag("topic", topic.name()).register(meters);
  }

  Mono<Void> bury(ConsumerRecord<String, byte[]> record, Throwable reason) {
    return Mono.defer(() -> publisher.send(Flux.just(letter(record, reason))))
        .doOnSuccess(_ -> buried.increment());
  }

  private ProducerRecord<String, byte[]> letter(
      ConsumerRecord<String, byte[]> record, Throwable reason) {
    var letter = new ProducerRecord<>(topic, record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    header(letter, "flow_dlt_topic", record.topic());
    header(letter, "flow_dlt_partition", Integer.toString(record.partition()));
    header(letter, "flow_dlt_offset", Long.toString(record.offset()));
    header(letter, "flow_dlt_error", reason.getClass().getName());
    var message = reason.getMessage() == null ? "" : reason.getMessage();
    header(
        letter,
        "flow_dlt_reason",
        message.substring(0, Math.min(message.length(), LONGEST_REASON)));
    return letter;
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(UTF_8));
  }
}
