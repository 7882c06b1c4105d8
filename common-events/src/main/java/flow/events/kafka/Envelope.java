package flow.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// What travels beside a message's value: the attributes of CloudEvents 1.0 in its Kafka binding,
/// and the trace.
///
/// @param id the same when the same message is published again
/// @param type the message's type, such as `Prompt`
/// @param traceparent in W3C's format
public record Envelope(UUID id, String type, Instant time, String traceparent) {

  /// The name under which a traceparent travels through a Reactor context.
  public static final String TRACE = "traceparent";

  static Envelope of(String type, Instant time, @Nullable String traceparent) {
    return new Envelope(
        UUID.randomUUID(), type, time, traceparent == null ? newTrace() : traceparent);
  }

  /// The start of a trace.
  public static String newTrace() {
    var random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
  }

  ProducerRecord<String, byte[]> record(String topic, String key, byte[] value, String source) {
    var record = new ProducerRecord<>(topic, key, value);
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id.toString());
    header(record, "ce_type", type);
    header(record, "ce_source", source);
    header(record, "ce_time", time.toString());
    header(record, "content-type", "application/json");
    header(record, TRACE, traceparent);
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
