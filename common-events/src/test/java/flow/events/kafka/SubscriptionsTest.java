package flow.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.CommandId;
import flow.events.SessionCommand;
import flow.events.SessionCommand.End;
import flow.events.SessionId;
import flow.events.Topic;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class SubscriptionsTest {

  static final Duration A_WHILE = Duration.ofSeconds(60);

  final String dsn = LocalPostgres.fresh();
  final String group = "group-" + UUID.randomUUID();
  final SessionId session = SessionId.random();
  final List<String> handled = new CopyOnWriteArrayList<>();
  ConfigurableApplicationContext service = Plumbing.start(dsn, group, "one");

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void handlesInOrder() {
    subscribe(this::note);

    say("a", "b", "c");

    awaitHandled("a", "b", "c");
  }

  @Test
  void goesOnWhereItsDatabaseSays() {
    subscribe(this::note);
    say("before");
    awaitHandled("before");

    service.close();
    service = Plumbing.start(dsn, group, "one");
    subscribe(this::note);
    say("after");

    awaitHandled("before", "after");
  }

  @Test
  void takesBackTheEffectOfAFailedAttempt() {
    sql("create table plumbing.effect (by text)");
    var failures = new CopyOnWriteArrayList<>(List.of("once", "twice"));
    subscribe(command ->
        service
            .getBean(DatabaseClient.class)
            .sql("insert into plumbing.effect values (:by)")
            .bind("by", ((End) command).by())
            .then()
            .then(
                Mono.defer(() ->
                    failures.isEmpty()
                        ? note(command)
                        : Mono.error(new IllegalStateException(failures.removeFirst())))));

    say("effect");

    awaitHandled("effect");
    await()
        .atMost(A_WHILE)
        .untilAsserted(() ->
            assertThat(
                    service
                        .getBean(DatabaseClient.class)
                        .sql("select count(*) from plumbing.effect")
                        .mapValue(Long.class)
                        .one()
                        .block(A_WHILE))
                .isEqualTo(1));
  }

  @Test
  void buriesWhatCannotBeHandledAndGoesOn() {
    subscribe(command ->
        ((End) command).by().equals("poison")
            ? Mono.error(new IllegalStateException("this one is poison"))
            : note(command));

    say("poison", "after");

    awaitHandled("after");
    assertThat(header(buried(session.toString()), "flow_dlt_reason"))
        .isEqualTo("this one is poison");
  }

  @Test
  void buriesWhatCannotBeRead() throws ExecutionException, InterruptedException, TimeoutException {
    subscribe(this::note);

    sendRaw("no JSON at all");
    sendRaw("{\"type\":\"FromTheFuture\"}");
    say("after");

    awaitHandled("after");
    assertThat(buried(session.toString()).value()).isEqualTo("no JSON at all");
  }

  @Test
  void doesNotLetAHandlerBlock() {
    subscribe(command ->
        Mono.fromRunnable(
                () -> {
                  if (((End) command).by().equals("sleepy")) {
                    LockSupport.parkNanos(1_000_000);
                  }
                })
            .then(note(command)));

    say("sleepy", "after");

    awaitHandled("after");
  }

  @Test
  void refusesToHandleARecordTwice() {
    var positions = new PostgresPositions(service.getBean(DatabaseClient.class), group, "plumbing");

    assertThat(positions.advance("topic", 0, 7).block(A_WHILE)).isTrue();
    assertThat(positions.advance("topic", 0, 7).block(A_WHILE)).isFalse();
    assertThat(positions.advance("topic", 0, 3).block(A_WHILE)).isFalse();
    assertThat(positions.advance("topic", 0, 9).block(A_WHILE)).isTrue();
    assertThat(positions.load("topic", List.of(0, 1)).block(A_WHILE)).isEqualTo(Map.of(0, 10L));
  }

  private void subscribe(Function<SessionCommand, Mono<Void>> handler) {
    var subscription =
        service
            .getBean(Subscriptions.class)
            .to(
                Topic.SESSION_COMMANDS,
                command ->
                    command.session().equals(session) ? handler.apply(command) : Mono.empty());
    subscription.start();
    service.addApplicationListener(event -> {
      if (event instanceof org.springframework.context.event.ContextClosedEvent) {
        subscription.stop();
      }
    });
  }

  private Mono<Void> note(SessionCommand command) {
    return Mono.fromRunnable(() -> handled.add(((End) command).by()));
  }

  private void say(String... words) {
    for (var word : words) {
      service
          .getBean(Publisher.class)
          .publish(
              Topic.SESSION_COMMANDS, new End(session, CommandId.random(), word, Instant.EPOCH))
          .block(A_WHILE);
    }
  }

  private void awaitHandled(String... words) {
    await().atMost(A_WHILE).untilAsserted(() -> assertThat(handled).containsExactly(words));
  }

  private void sql(String statement) {
    service.getBean(DatabaseClient.class).sql(statement).then().block(A_WHILE);
  }

  private void sendRaw(String value)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Object> brokers = Map.of("bootstrap.servers", LocalKafka.brokers());
    try (var producer =
        new KafkaProducer<>(brokers, new StringSerializer(), new StringSerializer())) {
      var sent =
          producer.send(
              new ProducerRecord<>(Topic.SESSION_COMMANDS.name(), session.toString(), value));
      assertThat(sent.get(60, TimeUnit.SECONDS).hasOffset()).isTrue();
    }
  }

  private static ConsumerRecord<String, String> buried(String key) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", LocalKafka.brokers(),
            "group.id", UUID.randomUUID().toString(),
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topic.SESSION_COMMANDS.deadLetters()));
      return await()
          .atMost(A_WHILE)
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  if (record.key().equals(key)) {
                    return java.util.Optional.of(record);
                  }
                }
                return java.util.Optional.<ConsumerRecord<String, String>>empty();
              },
              java.util.Optional::isPresent)
          .orElseThrow();
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(
        record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
