package flow.events.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import flow.events.CommandId;
import flow.events.MessageCodec;
import flow.events.SessionCommand.End;
import flow.events.SessionId;
import flow.events.Topic;
import flow.events.kafka.Plumbing;
import flow.platform.database.Transactions;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OutboxTest {

  static final Duration A_WHILE = Duration.ofSeconds(60);

  final String dsn = LocalPostgres.fresh();
  final SessionId session = SessionId.random();
  ConfigurableApplicationContext service = Plumbing.start(dsn, "outbox", "");

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void publishesInTheOrderOfCommits() {
    var words = IntStream.range(0, 250).mapToObj(Integer::toString).toList();

    Flux.fromIterable(words).concatMap(word -> in(say(word))).then().block(A_WHILE);

    awaitPublished(words);
  }

  @Test
  void publishesNothingOfARolledBackTransaction() {
    assertThatThrownBy(() ->
            in(say("never").then(Mono.error(new IllegalStateException("changed my mind"))))
                .block(A_WHILE))
        .hasMessage("changed my mind");
    in(say("then")).block(A_WHILE);

    awaitPublished(List.of("then"));
  }

  @Test
  void keepsTheOrderOfWritersThatRace() {
    var words = IntStream.range(0, 60).mapToObj(Integer::toString).toList();

    Flux.fromIterable(words).flatMap(word -> in(say(word)), 8).then().block(A_WHILE);

    var published = awaitPublished(words.size());
    assertThat(published).containsExactlyInAnyOrderElementsOf(words);
    assertThat(published).containsExactlyElementsOf(commitOrder());
  }

  @Test
  void publishesWhatAKilledProcessLeftBehind() throws IOException, InterruptedException {
    service.close();

    var victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OutboxVictim.class.getName(),
                dsn,
                LocalKafka.brokers(),
                session.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(victim.exitValue()).isEqualTo(OutboxVictim.KILLED);
    service = Plumbing.start(dsn, "outbox", "");

    awaitPublished(List.of("committed before the kill"));
  }

  private Mono<Void> say(String word) {
    return service
        .getBean(Outbox.class)
        .add(Topic.SESSION_COMMANDS, new End(session, CommandId.random(), word, Instant.EPOCH));
  }

  private Mono<Void> in(Mono<Void> work) {
    return service.getBean(Transactions.class).in(work);
  }

  private List<String> commitOrder() {
    return requireNonNull(
        service
            .getBean(org.springframework.r2dbc.core.DatabaseClient.class)
            .sql("select value from plumbing.outbox where key = :key order by number")
            .bind("key", session.toString())
            .mapValue(byte[].class)
            .all()
            .map(OutboxTest::word)
            .collectList()
            .block(A_WHILE));
  }

  private void awaitPublished(List<String> words) {
    assertThat(awaitPublished(words.size())).containsExactlyElementsOf(words);
  }

  /// What the topic holds for this session once it is as many as expected.
  private List<String> awaitPublished(int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", LocalKafka.brokers(),
            "group.id", UUID.randomUUID().toString(),
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topic.SESSION_COMMANDS.name()));
      var words = new ArrayList<String>();
      await()
          .atMost(A_WHILE)
          .until(() -> {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
              if (record.key().equals(session.toString())) {
                words.add(word(record.value()));
              }
            }
            return words.size() >= count;
          });
      return words;
    }
  }

  private static String word(byte[] value) {
    return ((End) MessageCodec.decode(Topic.SESSION_COMMANDS, value)).by();
  }
}
