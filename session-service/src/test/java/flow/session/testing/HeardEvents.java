package flow.session.testing;

import flow.events.MessageCodec;
import flow.events.SessionEvent;
import flow.events.SessionId;
import flow.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// Listens to all session events in Kafka.
public final class HeardEvents implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<SessionEvent> heard = new CopyOnWriteArrayList<>();
  private final Thread listening;
  private volatile boolean closed;

  public HeardEvents(String brokers) {
    this.listening = Thread.ofPlatform().daemon().start(() -> listen(brokers));
  }

  public List<SessionEvent> of(SessionId session) {
    return heard.stream().filter(event -> event.session().equals(session)).toList();
  }

  public <E extends SessionEvent> List<E> of(SessionId session, Class<E> type) {
    return of(session).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Waits for the first such event.
  public <E extends SessionEvent> E await(SessionId session, Class<E> type) {
    return await(session, type, _ -> true);
  }

  public <E extends SessionEvent> E await(
      SessionId session, Class<E> type, Predicate<E> condition) {
    try {
      return Awaitility.await("%s of %s".formatted(type.getSimpleName(), session))
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> of(session, type).stream().filter(condition).findFirst(), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException missing) {
      throw new AssertionError(missing.getMessage() + "\nheard: " + of(session), missing);
    }
  }

  @Override
  public void close() {
    closed = true;
    Awaitility.await().atMost(PATIENCE).until(() -> !listening.isAlive());
  }

  private void listen(String brokers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            20);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.SESSION_EVENTS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer
            .poll(Duration.ofMillis(50))
            .forEach(
                record -> heard.add(MessageCodec.decode(Topic.SESSION_EVENTS, record.value())));
      }
    }
  }
}
