package flow.kv.entries;

import static flow.kv.entries.PostgresRows.column;
import static flow.kv.entries.PostgresRows.instant;
import static flow.kv.entries.PostgresRows.number;
import static flow.kv.entries.PostgresRows.text;

import flow.kv.postgres.Postgres;
import flow.kv.postgres.PostgresStatement;
import flow.kv.postgres.StatementRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The entries in PostgreSQL, by the functions of the migration scripts.
@Component
class PostgresEntries implements Entries {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Postgres postgres;
  private final Quota quota;
  private final List<CommitListener> listeners;

  PostgresEntries(Postgres postgres, Quota quota, List<CommitListener> listeners) {
    this.postgres = postgres;
    this.listeners = listeners;
    this.quota = quota;
  }

  @Override
  public Mono<List<@Nullable Entry>> read(List<EntryKey> keys) {
    return postgres
        .call(reading(keys), PostgresRows::entry)
        .map(rows -> {
          var entries = new ArrayList<@Nullable Entry>(Collections.nCopies(keys.size(), null));
          rows.forEach(row -> entries.set(row.place() - 1, row.what()));
          return entries;
        });
  }

  @Override
  public Mono<List<Outcome>> apply(List<Change> changes) {
    return postgres
        .call(PostgresChanges.statement(changes, false, quota), PostgresRows::outcome)
        .map(rows -> PostgresChanges.inOrder(changes, rows))
        .doOnSuccess(_ -> tell(changes));
  }

  @Override
  public Mono<List<Outcome>> commit(List<Change> changes) {
    return postgres
        .call(PostgresChanges.statement(changes, true, quota), PostgresRows::outcome)
        .map(rows -> rows.stream().map(Placed::what).toList())
        .onErrorMap(StatementRefused.class, ChangeRefused::of)
        .doOnSuccess(_ -> tell(changes));
  }

  @Override
  public Mono<Outcome> alter(EntryKey key, Alteration alteration) {
    return postgres
        .transaction(
            Duration.ofSeconds(10),
            transaction ->
                transaction
                    .rows(
                        new PostgresStatement("select kv.hold($1)").with(key.worklet()), _ -> true)
                    .thenMany(transaction.rows(reading(List.of(key)), PostgresRows::entry))
                    .collectList()
                    .map(rows -> alteration.of(rows.isEmpty() ? null : rows.getFirst().what()))
                    .flatMapMany(change ->
                        transaction.rows(
                            PostgresChanges.statement(List.of(change), false, quota),
                            PostgresRows::outcome))
                    .single()
                    .map(Placed::what))
        .doOnSuccess(_ -> tell(key.worklet()));
  }

  @Override
  public Mono<List<Listed>> list(Listing listing) {
    return postgres.call(
        new PostgresStatement(
                "select key, version, size, updated_at, expires_at, value from kv.list($1, $2, $3, $4, $5, $6, $7, $8)")
            .with(listing.worklet())
            .with(listing.namespace())
            .with(listing.literal())
            .with(listing.like())
            .with(listing.after())
            .with(listing.limit())
            .with(listing.values())
            .with(KeyPage.MOST_BYTES),
        row ->
            new Listed(
                text(row, 0),
                number(row, 1),
                (int) number(row, 2),
                instant(row, 3),
                row.get(4, Instant.class),
                row.get(5, byte[].class)));
  }

  @Override
  public Mono<List<NamespaceUse>> namespaces(UUID worklet) {
    return postgres.call(
        new PostgresStatement("select namespace, keys, bytes, updated_at from kv.namespaces($1)")
            .with(worklet),
        row -> new NamespaceUse(text(row, 0), number(row, 1), number(row, 2), instant(row, 3)));
  }

  @Override
  public Mono<Stats> stats(UUID worklet) {
    return postgres
        .call(
            new PostgresStatement(
                    "select keys, namespaces, bytes, updated_at, max_keys, max_bytes from kv.stats($1)")
                .with(worklet),
            row ->
                new Stats(
                    number(row, 0),
                    number(row, 1),
                    number(row, 2),
                    row.get(3, Instant.class),
                    number(row, 4, quota.keys()),
                    number(row, 5, quota.bytes())))
        .map(rows ->
            rows.isEmpty()
                ? new Stats(0, 0, 0, null, quota.keys(), quota.bytes())
                : rows.getFirst());
  }

  @Override
  public Mono<Long> clear(UUID worklet, @Nullable String namespace) {
    return postgres
        .transaction(
            LONG,
            transaction ->
                transaction
                    .rows(
                        new PostgresStatement("select kv.clear($1, $2)")
                            .with(worklet)
                            .with(namespace, String.class),
                        row -> number(row, 0))
                    .single())
        .doOnSuccess(_ -> tell(worklet));
  }

  private void tell(List<Change> changes) {
    changes.stream().map(change -> change.entry().worklet()).distinct().forEach(this::tell);
  }

  private void tell(UUID worklet) {
    listeners.forEach(listener -> listener.committed(worklet));
  }

  private static PostgresStatement reading(List<EntryKey> keys) {
    return new PostgresStatement(
            "select place, value, version, expires_at from kv.read($1, $2, $3)")
        .with(column(keys, new UUID[keys.size()], EntryKey::worklet))
        .with(column(keys, new String[keys.size()], EntryKey::namespace))
        .with(column(keys, new String[keys.size()], EntryKey::key));
  }
}
