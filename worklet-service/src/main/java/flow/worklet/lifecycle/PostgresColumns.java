package flow.worklet.lifecycle;

import static java.util.Objects.requireNonNull;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes columns.
final class PostgresColumns {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PostgresColumns() {}

  static String text(Readable row, String column) {
    return requireNonNull(row.get(column, String.class));
  }

  static @Nullable String textOrNull(Readable row, String column) {
    return row.get(column, String.class);
  }

  static UUID id(Readable row, String column) {
    return requireNonNull(row.get(column, UUID.class));
  }

  static @Nullable UUID idOrNull(Readable row, String column) {
    return row.get(column, UUID.class);
  }

  static int number(Readable row, String column) {
    return requireNonNull(row.get(column, Integer.class));
  }

  static long large(Readable row, String column) {
    return requireNonNull(row.get(column, Long.class));
  }

  static boolean flag(Readable row, String column) {
    return requireNonNull(row.get(column, Boolean.class));
  }

  static Instant time(Readable row, String column) {
    return requireNonNull(row.get(column, Instant.class));
  }

  static @Nullable Instant timeOrNull(Readable row, String column) {
    return row.get(column, Instant.class);
  }

  static <T> @Nullable T json(Readable row, String column, Class<T> type) {
    var text = row.get(column, String.class);
    return text == null ? null : JSON.readValue(text, type);
  }

  static Object jsonOrNull(@Nullable Object value) {
    return orNull(value == null ? null : JSON.writeValueAsString(value), String.class);
  }

  static Object orNull(@Nullable Object value, Class<?> type) {
    return value == null ? Parameters.in(type) : value;
  }
}
