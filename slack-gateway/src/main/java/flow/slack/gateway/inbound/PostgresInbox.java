package flow.slack.gateway.inbound;

import static java.util.Objects.requireNonNull;

import flow.platform.database.Transactions;
import flow.slack.gateway.Signal;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresInbox implements Inbox {

  private final DatabaseClient database;
  private final Transactions transactions;
  private final JsonMapper json;
  private final Signal added = new Signal();

  PostgresInbox(DatabaseClient database, Transactions transactions, JsonMapper json) {
    this.database = database;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public Mono<Boolean> add(Arrival arrival) {
    return transactions
        .in(insert(arrival).flatMap(rows -> seen(arrival).thenReturn(rows > 0)))
        .doOnNext(_ -> added.now());
  }

  private Mono<Long> insert(Arrival arrival) {
    return database
        .sql(
            """
            insert into gateway.inbox (dedupe, thread, ts, command, arrival)
            values (:dedupe, :thread, :ts, :command, :arrival) on conflict (dedupe) do nothing
            """)
        .bind("dedupe", arrival.dedupe())
        .bind("thread", arrival.thread())
        .bind("ts", arrival.place())
        .bind("command", UUID.randomUUID())
        .bind("arrival", Json.of(json.writerFor(Arrival.class).writeValueAsBytes(arrival)))
        .fetch()
        .rowsUpdated();
  }

  private Mono<Void> seen(Arrival arrival) {
    if (!(arrival instanceof Arrival.Said said)) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            update gateway.thread set active_at = clock_timestamp(), seen_ts = greatest(seen_ts collate "C", :ts)
            where team = :team and channel = :channel and thread_ts = :root
            """)
        .bind("ts", said.ts())
        .bind("team", said.team())
        .bind("channel", said.channel())
        .bind("root", said.root())
        .then();
  }

  @Override
  public Flux<Item> take(int most) {
    return transactions
        .in(
            database
                .sql(
                    """
                    update gateway.inbox set next_at = clock_timestamp() + interval '1 minute', attempts = attempts + 1
                    where id in (
                      select waiting.id from gateway.inbox as waiting
                      where done_at is null and next_at <= clock_timestamp()
                        and not exists (
                          select from gateway.inbox as earlier
                          where earlier.thread = waiting.thread and earlier.done_at is null
                            and (earlier.ts, earlier.id) < (waiting.ts, waiting.id))
                        and (root is null or exists (
                          select from gateway.message as opened
                          where opened.id = waiting.root and (opened.ts is not null or opened.refused is not null)))
                      order by id limit :most for update skip locked)
                    returning id, command, arrival, root, attempts
                    """)
                .bind("most", most)
                .map(this::item)
                .all()
                .collectList())
        .flatMapIterable(items -> items);
  }

  @Override
  public Mono<Void> done(Item item) {
    return database
        .sql("update gateway.inbox set done_at = clock_timestamp() where id = :id")
        .bind("id", item.id())
        .then();
  }

  @Override
  public Mono<Void> awaitRoot(Item item, UUID root) {
    return database
        .sql("update gateway.inbox set root = :root, next_at = clock_timestamp() where id = :id")
        .bind("root", root)
        .bind("id", item.id())
        .then();
  }

  @Override
  public Mono<Void> putOff(Item item, Duration pause) {
    return database
        .sql(
            "update gateway.inbox set next_at = clock_timestamp() + :pause * interval '1 second' where id = :id")
        .bind("pause", pause.toMillis() / 1000.0)
        .bind("id", item.id())
        .then();
  }

  @Override
  public Mono<Long> forget(Duration age) {
    return database
        .sql(
            "delete from gateway.inbox where done_at < clock_timestamp() - :age * interval '1 second'")
        .bind("age", age.toSeconds())
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Flux<Boolean> additions() {
    return added.flux();
  }

  private Item item(Readable row) {
    return new Item(
        requireNonNull(row.get("id", Long.class)),
        requireNonNull(row.get("command", UUID.class)),
        json.readValue(requireNonNull(row.get("arrival", Json.class)).asArray(), Arrival.class),
        row.get("root", UUID.class),
        requireNonNull(row.get("attempts", Integer.class)));
  }
}
