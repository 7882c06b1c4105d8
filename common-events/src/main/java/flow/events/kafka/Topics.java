package flow.events.kafka;

import static java.util.Objects.requireNonNull;

import flow.events.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Flow's topics in Kafka: makes those that are missing and knows their ids.
public final class Topics implements AutoCloseable {

  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  private final KafkaSettings settings;
  private final Admin admin;

  Topics(KafkaSettings settings) {
    this.settings = settings;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", settings.brokers(),
                "request.timeout.ms", 5_000,
                "default.api.timeout.ms", 8_000,
                "reconnect.backoff.max.ms", 1_000));
  }

  /// Makes the topic and its dead letters when they are missing; gives the topic's id, which is new
  /// when the topic was made anew.
  Mono<String> ensure(Topic<?> topic) {
    return Mono.fromCallable(() -> create(topic)).subscribeOn(Schedulers.boundedElastic());
  }

  /// Completes when Kafka answers.
  public Mono<Void> reachable() {
    return Mono.fromCompletionStage(
            () -> admin.describeCluster().nodes().toCompletionStage().thenApply(Collection::size))
        .then();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }

  private String create(Topic<?> topic) throws ExecutionException, InterruptedException {
    var wanted =
        List.of(
            topic(topic.name(), settings.partitions(), settings.retention()),
            topic(topic.deadLetters(), 1, DEAD_LETTERS_KEPT));
    for (var made : admin.createTopics(wanted).values().values()) {
      ignoreExisting(made);
    }
    var described = admin.describeTopics(List.of(topic.name())).allTopicNames().get();
    return requireNonNull(described.get(topic.name())).topicId().toString();
  }

  private static void ignoreExisting(KafkaFuture<Void> made)
      throws ExecutionException, InterruptedException {
    try {
      made.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static NewTopic topic(String name, int partitions, Duration retention) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                "retention.ms",
                Long.toString(retention.toMillis()),
                "max.message.bytes",
                "4194304"));
  }
}
