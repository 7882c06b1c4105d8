package flow.kv.entries;

import flow.kv.entries.Change.Kind;
import flow.kv.json.InvalidJson;
import flow.kv.json.JsonPath;
import flow.kv.json.JsonReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds to a number inside a value.
final class NestedNumber {

  private static final BigDecimal LIMIT = new BigDecimal("1e308");
  private static final int LONGEST = 400;

  private NestedNumber() {}

  /// The change that increments the number at the path; one without an argument where there is
  /// none.
  static Change increment(Change wanted, List<String> path, @Nullable Entry current) {
    var delta = new BigDecimal(String.valueOf(wanted.argument()));
    if (current == null) {
      var number = bounded(delta, wanted);
      return altered(wanted, JsonPath.nested(path, number.toPlainString()), number);
    }
    var place = JsonPath.in(current.value(), path);
    var old = number(place.value());
    if (old == null) {
      return altered(wanted, null, null);
    }
    var number = bounded(old.add(delta), wanted);
    boolean tooLong =
        number.abs().compareTo(LIMIT) >= 0 || number.toPlainString().length() > LONGEST;
    return altered(wanted, tooLong ? null : place.with(number.toPlainString()), number);
  }

  private static Change altered(
      Change wanted, @Nullable String value, @Nullable BigDecimal number) {
    return new Change(
        wanted.entry(), Kind.ALTER, value, null, wanted.ttl(), number, null, wanted.repeatable());
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    if (text == null) {
      return BigDecimal.ZERO;
    }
    try {
      return new JsonReader(text.getBytes(StandardCharsets.UTF_8)).number();
    } catch (InvalidJson notANumber) {
      return null;
    }
  }

  private static BigDecimal bounded(BigDecimal sum, Change wanted) {
    var number = sum;
    if (wanted.most() != null) {
      number = number.min(wanted.most());
    }
    if (wanted.least() != null) {
      number = number.max(wanted.least());
    }
    var plain = number.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
