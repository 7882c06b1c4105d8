package flow.events.kafka;

import flow.events.Topic;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;

/// Opens consumers that begin where the database says.
///
/// A named instance is a static member: restarted, it gets its partitions back at once instead of
/// after the session timeout.
final class Receivers {

  private static final long LOAD_SECONDS = 10;

  private final KafkaSettings settings;
  private final String instance;
  private final Topics topics;
  private final Positions positions;

  Receivers(KafkaSettings settings, String instance, Topics topics, Positions positions) {
    this.settings = settings;
    this.instance = instance;
    this.topics = topics;
    this.positions = positions;
  }

  Mono<OpenTopic> open(Topic<?> topic) {
    return topics
        .ensure(topic)
        .map(topicId -> new OpenTopic(topicId, KafkaReceiver.create(options(topic, topicId))));
  }

  private ReceiverOptions<String, byte[]> options(Topic<?> topic, String topicId) {
    return ReceiverOptions.<String, byte[]>create(properties(topic))
        .withKeyDeserializer(new StringDeserializer())
        .withValueDeserializer(new ByteArrayDeserializer())
        .subscription(List.of(topic.name()))
        .addAssignListener(partitions -> seek(topicId, partitions));
  }

  /// Runs on the consumer's own polling thread, which may wait.
  private void seek(String topicId, Collection<ReceiverPartition> partitions) {
    var numbers =
        partitions.stream().map(partition -> partition.topicPartition().partition()).toList();
    try {
      var known = positions.load(topicId, numbers).toFuture().get(LOAD_SECONDS, TimeUnit.SECONDS);
      for (var partition : partitions) {
        var next = known.get(partition.topicPartition().partition());
        if (next == null) {
          partition.seekToBeginning();
        } else {
          partition.seek(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the positions", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the positions cannot be read", e);
    }
  }

  private Map<String, Object> properties(Topic<?> topic) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group() + "." + topic.name());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.group() + "." + topic.name());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    if (!instance.isEmpty()) {
      properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    }
    return properties;
  }

  /// A topic that can be read, and the id that tells it from an earlier one of the same name.
  record OpenTopic(String id, KafkaReceiver<String, byte[]> receiver) {

    /// How many records wait in the partitions that this consumer reads.
    Mono<Long> lag() {
      return receiver.doOnConsumer(consumer ->
          consumer.assignment().stream()
              .map(consumer::currentLag)
              .collect(Collectors.summingLong(lag -> lag.orElse(0))));
    }
  }
}
