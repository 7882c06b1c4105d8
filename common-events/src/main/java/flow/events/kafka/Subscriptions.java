package flow.events.kafka;

import flow.events.Message;
import flow.events.Topic;
import flow.platform.database.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// The topics of the platform, to read from.
public final class Subscriptions {

  private final KafkaSettings settings;
  private final String instance;
  private final Topics topics;
  private final Publisher publisher;
  private final Positions positions;
  private final Transactions transactions;
  private final MeterRegistry meters;

  Subscriptions(
      KafkaSettings settings,
      String instance,
      Topics topics,
      Publisher publisher,
      Positions positions,
      Transactions transactions,
      MeterRegistry meters) {
    this.settings = settings;
    this.instance = instance;
    this.topics = topics;
    this.publisher = publisher;
    this.positions = positions;
    this.transactions = transactions;
    this.meters = meters;
  }

  /// Hands every message of the topic to the handler, from where the service's group left off, in
  /// order per key, for as long as the application runs.
  ///
  /// The handler runs in one database transaction together with the step to the next record: it
  /// does short database work and nothing else. A record whose handler keeps failing goes to the
  /// dead letters, unless the database or Kafka is what fails: then it is tried until they are
  /// back.
  public <M extends Message> Subscription to(Topic<M> topic, Function<M, Mono<Void>> handler) {
    var handling =
        new RecordHandling<>(topic, handler, positions, transactions, deadLetters(topic), settings);
    return new Subscription(
        topic, new Receivers(settings, instance, topics, positions), handling::handle, meters);
  }

  private DeadLetters deadLetters(Topic<?> topic) {
    return new DeadLetters(topic, publisher, meters);
  }
}
