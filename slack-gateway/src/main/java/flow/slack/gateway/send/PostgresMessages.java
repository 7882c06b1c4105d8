package flow.slack.gateway.send;

import static java.util.Objects.requireNonNull;

import flow.platform.database.Transactions;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresMessages implements Messages {

  private final DatabaseClient database;
  private final Transactions transactions;
  private final Wake wake;

  PostgresMessages(DatabaseClient database, Transactions transactions, Wake wake) {
    this.database = database;
    this.transactions = transactions;
    this.wake = wake;
  }

  @Override
  public Mono<Void> show(Place place, Owner owner, List<Draft> drafts, @Nullable Instant said) {
    var highest = drafts.stream().mapToInt(Draft::slot).max().orElse(-1);
    return Flux.fromIterable(drafts)
        .concatMap(draft -> put(UUID.randomUUID(), place, owner, draft, said))
        .then(takeAwayAbove(owner, highest))
        .then(transactions.afterCommit(wake::now));
  }

  @Override
  public Mono<UUID> open(Place place, Body body) {
    var id = UUID.randomUUID();
    var draft = new Draft(0, body, true, false);
    return put(id, place, new Owner(id, 0), draft, null)
        .then(transactions.afterCommit(wake::now))
        .thenReturn(id);
  }

  @Override
  public Mono<Opening> opening(UUID id) {
    return database
        .sql("select id, channel, ts, refused from gateway.message where id = :id")
        .bind("id", id)
        .map(PostgresMessages::readOpening)
        .one();
  }

  private Mono<Void> put(UUID id, Place place, Owner owner, Draft draft, @Nullable Instant said) {
    var body = draft.body();
    if (body == null) {
      return takeAway(owner, draft.slot());
    }
    var statement =
        database
            .sql(
                """
                insert into gateway.message as old
                  (id, team, channel, thread_ts, owner, slot, ordinal, in_order, urgent, text, blocks, said_at)
                values
                  (:id, :team, :channel, :thread, :owner, :slot, :ordinal, :inOrder, :urgent, :text, :blocks, :said)
                on conflict (owner, slot) do update
                set text = excluded.text, blocks = excluded.blocks, urgent = excluded.urgent,
                  in_order = excluded.in_order, said_at = excluded.said_at, revision = old.revision + 1,
                  changed_at = clock_timestamp(), form = 'WHOLE',
                  next_at = case when excluded.urgent and old.failures = 0 then clock_timestamp() else old.next_at end
                where old.text is distinct from excluded.text or old.blocks is distinct from excluded.blocks
                """)
            .bind("id", id)
            .bind("team", place.team())
            .bind("channel", place.channel())
            .bind("owner", owner.id())
            .bind("slot", draft.slot())
            .bind("ordinal", owner.ordinal())
            .bind("inOrder", draft.inOrder())
            .bind("urgent", draft.urgent())
            .bind("text", body.text())
            .bind("blocks", body.blocks());
    return bind(
            bind(statement, "thread", place.threadTs(), String.class), "said", said, Instant.class)
        .then();
  }

  private Mono<Void> takeAway(Owner owner, int slot) {
    return database
        .sql(
            """
            update gateway.message set text = null, blocks = null, revision = revision + 1, urgent = true
            where owner = :owner and slot = :slot and text is not null
            """)
        .bind("owner", owner.id())
        .bind("slot", slot)
        .then();
  }

  private Mono<Void> takeAwayAbove(Owner owner, int highest) {
    return database
        .sql(
            """
            update gateway.message set text = null, blocks = null, revision = revision + 1, urgent = true
            where owner = :owner and slot > :highest and text is not null
            """)
        .bind("owner", owner.id())
        .bind("highest", highest)
        .then();
  }

  private static <T> GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private static Opening readOpening(Readable row) {
    return new Opening(
        requireNonNull(row.get("id", UUID.class)),
        requireNonNull(row.get("channel", String.class)),
        row.get("ts", String.class),
        row.get("refused", String.class));
  }
}
