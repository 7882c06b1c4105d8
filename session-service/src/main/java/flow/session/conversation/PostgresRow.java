package flow.session.conversation;

import static java.util.Objects.requireNonNull;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import tools.jackson.databind.json.JsonMapper;

/// A row as our types, and our types as parameters.
final class PostgresRow {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Readable row;

  PostgresRow(Readable row) {
    this.row = row;
  }

  UUID id(String column) {
    return requireNonNull(row.get(column, UUID.class));
  }

  String text(String column) {
    return requireNonNull(row.get(column, String.class));
  }

  @Nullable String textOrNull(String column) {
    return row.get(column, String.class);
  }

  long number(String column) {
    return requireNonNull(row.get(column, Long.class));
  }

  int small(String column) {
    return requireNonNull(row.get(column, Integer.class));
  }

  boolean truth(String column) {
    return requireNonNull(row.get(column, Boolean.class));
  }

  Instant time(String column) {
    return requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
  }

  @Nullable Instant timeOrNull(String column) {
    var time = row.get(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  <T> T json(String column, Class<T> type) {
    return JSON.readValue(text(column), type);
  }

  <T> @Nullable T jsonOrNull(String column, Class<T> type) {
    var text = textOrNull(column);
    return text == null ? null : JSON.readValue(text, type);
  }

  <T> @Nullable T value(String column, Class<T> type) {
    return row.get(column, type);
  }

  static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Json json(Object value, Class<?> type) {
    return Json.of(JSON.writerFor(type).writeValueAsString(value).replace("\\u0000", "\\ufffd"));
  }

  /// PostgreSQL's texts hold no NUL.
  static String storable(String text) {
    return text.replace('\0', '\ufffd');
  }

  static <T> GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }
}
