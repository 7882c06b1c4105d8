package flow.kv.entries;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a change.
///
/// @param version the entry's version after it; before it, where it was refused; 0 for none
/// @param answer the new number, or the new string where counting it needs its text
/// @param length of the new string where the database could count it
public record Outcome(
    Ending ending,
    long version,
    @Nullable String answer,
    @Nullable Integer length,
    @Nullable Instant expires,
    Usage usage) {

  /// How a change ended.
  public enum Ending {
    OK,
    CREATED,
    REPLACED,
    DELETED,
    ABSENT,
    REPEATED,
    REQUEST_REUSED,
    VERSION_MISMATCH,
    NOT_A_NUMBER,
    NOT_A_STRING,
    OUT_OF_RANGE,
    VALUE_TOO_LARGE,
    QUOTA_EXCEEDED,
    GONE,
    BUSY;

    static Ending of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /// What the worklet uses and may use.
  public record Usage(long keys, long bytes, long mostKeys, long mostBytes) {}
}
