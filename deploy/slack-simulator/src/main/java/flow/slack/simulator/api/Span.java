package flow.slack.simulator.api;

import java.math.BigDecimal;

/// The stretch of time a call asks for.
///
/// @param inclusive whether the borders themselves belong to it
record Span(BigDecimal oldest, BigDecimal latest, boolean inclusive) {

  private static final BigDecimal FAR = new BigDecimal("9999999999999");

  static Span of(Arguments arguments) {
    var oldest = border(arguments, "oldest", BigDecimal.ZERO);
    return new Span(oldest, border(arguments, "latest", FAR), arguments.flag("inclusive"));
  }

  boolean holds(String ts) {
    var time = new BigDecimal(ts);
    var after = time.compareTo(oldest);
    var before = time.compareTo(latest);
    return inclusive ? after >= 0 && before <= 0 : after > 0 && before < 0;
  }

  private static BigDecimal border(Arguments arguments, String name, BigDecimal standard) {
    try {
      return arguments.optional(name).map(BigDecimal::new).orElse(standard);
    } catch (NumberFormatException _) {
      throw new Refusal("invalid_ts_" + name);
    }
  }
}
