package flow.kv.entries;

import flow.kv.entries.Outcome.Ending;
import flow.kv.entries.Outcome.Usage;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Reads the rows of the store's functions, and makes the arrays they take.
final class PostgresRows {

  private PostgresRows() {}

  /// The columns place, value, version, expires_at.
  static Placed<Entry> entry(Row row) {
    return new Placed<>(
        (int) number(row, 0),
        new Entry(
            Objects.requireNonNull(row.get(1, byte[].class)),
            number(row, 2),
            row.get(3, Instant.class)));
  }

  /// The columns of [PostgresChanges#COLUMNS].
  static Placed<Outcome> outcome(Row row) {
    return new Placed<>(
        (int) number(row, 0),
        new Outcome(
            Ending.of(text(row, 1)),
            number(row, 2, 0),
            row.get(3, String.class),
            row.get(4, Integer.class),
            row.get(5, Instant.class),
            new Usage(number(row, 6, 0), number(row, 7, 0), number(row, 8, 0), number(row, 9, 0))));
  }

  static <T, C> C[] column(List<T> rows, C[] column, Function<T, C> of) {
    Arrays.setAll(column, i -> of.apply(rows.get(i)));
    return column;
  }

  static String text(Row row, int column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }

  static long number(Row row, int column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  static long number(Row row, int column, long otherwise) {
    var number = row.get(column, Long.class);
    return number == null ? otherwise : number;
  }

  static Instant instant(Row row, int column) {
    return Objects.requireNonNull(row.get(column, Instant.class));
  }
}
