package flow.slack.gateway;

import flow.events.Message;
import flow.events.MessageCodec;
import flow.events.SessionCommand;
import flow.events.SessionEvent;
import flow.events.Topic;
import flow.events.WorkletCommand;
import flow.testing.LocalKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/// Stands where the session service stands: hears its commands and says its events.
public final class Claude implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final List<SessionCommand> heard = new CopyOnWriteArrayList<>();
  private final List<WorkletCommand> heardOfWorklets = new CopyOnWriteArrayList<>();
  private final Thread listening;
  private volatile boolean closed;

  public Claude() {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalKafka.brokers(), "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
    var consumer = consumer();
    listening = Thread.ofPlatform().daemon().start(() -> listen(consumer));
  }

  /// Listens from now on; what others did before is not heard.
  private static KafkaConsumer<String, byte[]> consumer() {
    var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalKafka.brokers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        Stream.of(Topic.SESSION_COMMANDS, Topic.WORKLET_COMMANDS)
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  private void listen(KafkaConsumer<String, byte[]> consumer) {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          hear(record);
        }
      }
    }
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topic.SESSION_COMMANDS.name())) {
      heard.add(MessageCodec.decode(Topic.SESSION_COMMANDS, record.value()));
    } else {
      heardOfWorklets.add(MessageCodec.decode(Topic.WORKLET_COMMANDS, record.value()));
    }
  }

  public List<SessionCommand> heard() {
    return heard;
  }

  public <C extends SessionCommand> List<C> heard(Class<C> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// The command of this type that comes as the n-th, counted from 1.
  public <C extends SessionCommand> C await(Class<C> type, int number) {
    return waited(() -> heard(type), number);
  }

  public <C extends WorkletCommand> C awaitWorklet(Class<C> type, int number) {
    return waited(
        () -> heardOfWorklets.stream().filter(type::isInstance).map(type::cast).toList(), number);
  }

  private static <C> C waited(Supplier<List<C>> heard, int number) {
    Awaitility.await().atMost(Threads.A_WHILE).until(() -> heard.get().size() >= number);
    return heard.get().get(number - 1);
  }

  /// A turn that answers this prompt.
  public Answer answer(SessionCommand.Prompt prompt) {
    return new Answer(this, prompt.session(), prompt.turn());
  }

  public void say(SessionEvent event) {
    say(Topic.SESSION_EVENTS, event);
  }

  public <M extends Message> void say(Topic<M> topic, M message) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic.name(), message.key(), MessageCodec.encode(topic, message)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
