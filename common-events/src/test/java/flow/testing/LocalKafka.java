package flow.testing;

import flow.events.Topic;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// A real Kafka broker on this machine, gone when the tests are.
public final class LocalKafka {

  /// Started when somebody asks for it.
  private static final class Shared {

    static final String BROKERS = fresh();
  }

  private LocalKafka() {}

  /// Where the one that all tests of a JVM share listens, as `host:port`.
  public static String brokers() {
    return Shared.BROKERS;
  }

  /// Starts one more, for a test that must not hear what others say; as `host:port`.
  public static String fresh() {
    return start().getBrokersAsString();
  }

  private static EmbeddedKafkaKraftBroker start() {
    var topics =
        Topic.ALL.stream()
            .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
            .toArray(String[]::new);
    var broker = new EmbeddedKafkaKraftBroker(1, 3, topics);
    broker.brokerProperties(
        Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "1",
            "message.max.bytes", "4194304"));
    broker.afterPropertiesSet();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
    return broker;
  }
}
