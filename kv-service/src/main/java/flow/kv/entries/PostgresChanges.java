package flow.kv.entries;

import static flow.kv.entries.PostgresRows.column;

import flow.kv.postgres.PostgresStatement;
import flow.kv.postgres.PostgresTransaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Calls `kv.apply` for many changes at once.
public final class PostgresChanges {

  private static final String COLUMNS =
      "place, outcome, stamp, answer, units, expiry, used_keys, used_bytes, limit_keys, limit_bytes";
  private static final String APPLY =
      "select "
          + COLUMNS
          + " from kv.apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

  private PostgresChanges() {}

  /// Makes changes within a transaction.
  public static Mono<List<Outcome>> apply(
      PostgresTransaction transaction, List<Change> changes, Quota quota) {
    return transaction
        .rows(statement(changes, false, quota), PostgresRows::outcome)
        .collectList()
        .map(rows -> inOrder(changes, rows));
  }

  static List<Outcome> inOrder(List<Change> changes, List<Placed<Outcome>> rows) {
    var outcomes = new Outcome[changes.size()];
    rows.forEach(row -> outcomes[row.place() - 1] = row.what());
    return List.of(outcomes);
  }

  static PostgresStatement statement(List<Change> changes, boolean atomic, Quota quota) {
    int size = changes.size();
    return new PostgresStatement(APPLY)
        .with(column(changes, new UUID[size], change -> change.entry().worklet()))
        .with(column(changes, new String[size], change -> change.entry().namespace()))
        .with(column(changes, new String[size], change -> change.entry().key()))
        .with(column(changes, new String[size], change -> change.kind().toString()))
        .with(optional(changes, new String[size], Change::argument), String[].class)
        .with(optional(changes, new Long[size], Change::expected), Long[].class)
        .with(optional(changes, new Double[size], Change::ttl), Double[].class)
        .with(optional(changes, new BigDecimal[size], Change::least), BigDecimal[].class)
        .with(optional(changes, new BigDecimal[size], Change::most), BigDecimal[].class)
        .with(
            optional(
                changes,
                new String[size],
                change -> change.repeatable() == null ? null : change.repeatable().id()),
            String[].class)
        .with(
            optional(
                changes,
                new String[size],
                change -> change.repeatable() == null ? null : change.repeatable().fingerprint()),
            String[].class)
        .with(atomic)
        .with(quota.keys())
        .with(quota.bytes());
  }

  /// A column most of whose rows are usually empty; nothing when all are.
  private static <C> @Nullable C @Nullable [] optional(
      List<Change> changes, @Nullable C[] column, Function<Change, @Nullable C> of) {
    boolean any = false;
    for (int i = 0; i < column.length; i++) {
      column[i] = of.apply(changes.get(i));
      any |= column[i] != null;
    }
    return any ? column : null;
  }
}
