package flow.slack.gateway.send;

import static java.util.Objects.requireNonNull;

import flow.platform.database.Transactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresOutgoing implements Outgoing {

  private final DatabaseClient database;
  private final Transactions transactions;

  PostgresOutgoing(DatabaseClient database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Mono<List<Dirty>> dirty(int most) {
    return transactions.in(
        database
            .sql(
                """
                select id, channel, thread_ts, owner, revision, shown, ts, posting_since, urgent,
                  text is null as gone, failures, changed_at
                from gateway.message as waiting
                where revision > shown and refused is null and next_at <= clock_timestamp()
                  and (text is not null or ts is not null or posting_since is not null)
                  and (ts is not null or not in_order or not exists (
                    select from gateway.message as earlier
                    where earlier.channel = waiting.channel and earlier.thread_ts = waiting.thread_ts
                      and (earlier.ordinal, earlier.slot) < (waiting.ordinal, waiting.slot)
                      and earlier.in_order and earlier.ts is null and earlier.text is not null
                      and earlier.refused is null))
                order by urgent desc, changed_at limit :most
                """)
            .bind("most", most)
            .map(PostgresOutgoing::readDirty)
            .all()
            .collectList());
  }

  @Override
  public Mono<Current> current(UUID id) {
    return transactions.in(
        database
            .sql("select revision, text, blocks, form, said_at from gateway.message where id = :id")
            .bind("id", id)
            .map(PostgresOutgoing::readCurrent)
            .one());
  }

  @Override
  public Mono<Void> posting(UUID id) {
    return change("posting_since = coalesce(posting_since, clock_timestamp())", id);
  }

  @Override
  public Mono<Void> posted(UUID id, String ts, long revision) {
    return run(
        sql(
                "ts = :ts, shown = :revision, posting_since = null, failures = 0, next_at = clock_timestamp()",
                id)
            .bind("ts", ts)
            .bind("revision", revision));
  }

  @Override
  public Mono<Void> found(UUID id, String ts) {
    return run(
        sql("ts = :ts, posting_since = null, failures = 0, next_at = clock_timestamp()", id)
            .bind("ts", ts));
  }

  @Override
  public Mono<Void> shown(UUID id, long revision) {
    return run(
        sql("shown = greatest(shown, :revision), failures = 0", id).bind("revision", revision));
  }

  @Override
  public Mono<Void> deleted(UUID id, long revision) {
    return run(
        sql("ts = null, posting_since = null, shown = greatest(shown, :revision)", id)
            .bind("revision", revision));
  }

  @Override
  public Mono<Void> notPosted(UUID id, Duration pause) {
    return run(
        sql("posting_since = null, next_at = clock_timestamp() + :pause * interval '1 second'", id)
            .bind("pause", seconds(pause)));
  }

  @Override
  public Mono<Void> retryLater(UUID id, Duration pause) {
    return run(
        sql(
                "failures = failures + 1, next_at = clock_timestamp() + :pause * interval '1 second'",
                id)
            .bind("pause", seconds(pause)));
  }

  @Override
  public Mono<Void> reshape(UUID id, Form form) {
    return run(sql("form = :form, posting_since = null", id).bind("form", form.name()));
  }

  @Override
  public Mono<Void> refused(UUID id, String error) {
    return run(sql("refused = :error, posting_since = null", id).bind("error", error));
  }

  private Mono<Void> change(String assignments, UUID id) {
    return run(sql(assignments, id));
  }

  private Mono<Void> run(GenericExecuteSpec statement) {
    return transactions.in(statement.then());
  }

  private GenericExecuteSpec sql(String assignments, UUID id) {
    return database
        .sql("update gateway.message set " + assignments + " where id = :id")
        .bind("id", id);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Dirty readDirty(Readable row) {
    return new Dirty(
        requireNonNull(row.get("id", UUID.class)),
        requireNonNull(row.get("channel", String.class)),
        row.get("thread_ts", String.class),
        requireNonNull(row.get("owner", UUID.class)),
        requireNonNull(row.get("revision", Long.class)),
        requireNonNull(row.get("shown", Long.class)),
        row.get("ts", String.class),
        row.get("posting_since", Instant.class),
        requireNonNull(row.get("urgent", Boolean.class)),
        requireNonNull(row.get("gone", Boolean.class)),
        requireNonNull(row.get("failures", Integer.class)),
        requireNonNull(row.get("changed_at", Instant.class)));
  }

  private static Current readCurrent(Readable row) {
    return new Current(
        requireNonNull(row.get("revision", Long.class)),
        row.get("text", String.class),
        row.get("blocks", String.class),
        Form.valueOf(requireNonNull(row.get("form", String.class))),
        row.get("said_at", Instant.class));
  }
}
