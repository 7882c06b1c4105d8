package flow.kv.entries;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A wish to change one entry.
///
/// @param argument JSON: the value to put, the number to add, the string to append
/// @param expected the version the entry must have; 0: it must be absent; -1: it must be there
/// @param ttl seconds until it expires; what null and -1 mean depends on the kind
public record Change(
    EntryKey entry,
    Kind kind,
    @Nullable String argument,
    @Nullable Long expected,
    @Nullable Double ttl,
    @Nullable BigDecimal least,
    @Nullable BigDecimal most,
    @Nullable Repeatable repeatable) {

  /// A put with this ttl leaves an expiry as it is.
  public static final double KEEP = -1;

  enum Kind {
    CHECK,
    PUT,
    DELETE,
    INCREMENT,
    APPEND,
    ALTER,
    TOUCH;

    private final String text = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
      return text;
    }
  }

  /// Makes a change that may be asked for again take effect once.
  ///
  /// @param id made up by the caller
  /// @param fingerprint of what was asked for
  record Repeatable(String id, String fingerprint) {}

  public static Change put(
      EntryKey entry, String value, @Nullable Long expected, @Nullable Double ttl) {
    return new Change(entry, Kind.PUT, value, expected, ttl, null, null, null);
  }

  static Change delete(EntryKey entry, @Nullable Long expected) {
    return new Change(entry, Kind.DELETE, null, expected, null, null, null, null);
  }

  static Change check(EntryKey entry, long expected) {
    return new Change(entry, Kind.CHECK, null, expected, null, null, null, null);
  }

  static Change touch(EntryKey entry, @Nullable Double ttl) {
    return new Change(entry, Kind.TOUCH, null, null, ttl, null, null, null);
  }

  int bytes() {
    return argument == null ? 0 : argument.length();
  }
}
