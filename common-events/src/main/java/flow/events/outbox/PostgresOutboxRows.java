package flow.events.outbox;

import flow.events.kafka.Envelope;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The tables `outbox` and `outbox_key` of the service's schema.
final class PostgresOutboxRows implements OutboxRows {

  private final DatabaseClient database;
  private final String schema;

  PostgresOutboxRows(DatabaseClient database, String schema) {
    this.database = database;
    this.schema = schema;
  }

  @Override
  public Mono<Void> add(OutboxKey key, byte[] value, Envelope envelope) {
    return sql(
            """
            with numbered as (
              insert into %1$s.outbox_key as numbers (topic, key, last_number) values (:topic, :key, 1)
              on conflict (topic, key) do update set last_number = numbers.last_number + 1
              returning last_number)
            insert into %1$s.outbox (topic, key, number, id, type, value, traceparent, created_at)
            select :topic, :key, last_number, :id, :type, :value, :trace, :time from numbered
            """,
            key)
        .bind("id", envelope.id())
        .bind("type", envelope.type())
        .bind("value", value)
        .bind("trace", envelope.traceparent())
        .bind("time", envelope.time())
        .then();
  }

  @Override
  public Mono<Boolean> lock(OutboxKey key) {
    return database
        .sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 7)) as locked")
        .bind("name", schema + " " + key.topic() + " " + key.key())
        .mapValue(Boolean.class)
        .one();
  }

  @Override
  public Mono<List<OutboxRow>> waiting(OutboxKey key, int limit) {
    return sql(
            """
            select number, id, type, value, traceparent, created_at from %1$s.outbox
            where topic = :topic and key = :key and published_at is null order by number limit :limit
            """,
            key)
        .bind("limit", limit)
        .map(row -> row(key, row))
        .all()
        .collectList();
  }

  @Override
  public Mono<Void> published(OutboxKey key, long upTo) {
    return sql(
            """
            update %1$s.outbox set published_at = clock_timestamp()
            where topic = :topic and key = :key and number <= :number and published_at is null
            """,
            key)
        .bind("number", upTo)
        .then();
  }

  @Override
  public Flux<OutboxKey> overdue(Duration age, int limit) {
    return database
        .sql(
            """
            select topic, key from %1$s.outbox
            where published_at is null and created_at < clock_timestamp() - :age * interval '1 second'
            group by topic, key order by min(created_at) limit :limit
            """
                .formatted(schema))
        .bind("age", age.toMillis() / 1000.0)
        .bind("limit", limit)
        .map(row ->
            new OutboxKey(required(row, "topic", String.class), required(row, "key", String.class)))
        .all();
  }

  @Override
  public Mono<Long> forget(Duration age) {
    return database
        .sql(
            "delete from %1$s.outbox where published_at < clock_timestamp() - :age * interval '1 second'"
                .formatted(schema))
        .bind("age", age.toSeconds())
        .fetch()
        .rowsUpdated();
  }

  private GenericExecuteSpec sql(String template, OutboxKey key) {
    return database
        .sql(template.formatted(schema))
        .bind("topic", key.topic())
        .bind("key", key.key());
  }

  private static OutboxRow row(OutboxKey key, Readable row) {
    var envelope =
        new Envelope(
            required(row, "id", UUID.class),
            required(row, "type", String.class),
            required(row, "created_at", Instant.class),
            required(row, "traceparent", String.class));
    return new OutboxRow(
        key, required(row, "number", Long.class), required(row, "value", byte[].class), envelope);
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
