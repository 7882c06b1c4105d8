package flow.session.claude.protocol;

import static flow.session.claude.protocol.CliLines.number;
import static flow.session.claude.protocol.CliLines.text;

import flow.session.claude.protocol.CliLine.Spent;
import flow.session.claude.protocol.CliLine.TurnEnded;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the line that ends a turn. Its subtype `success` does not mean success: `is_error` counts.
final class Results {

  private Results() {}

  static TurnEnded turnEnded(JsonNode line) {
    return new TurnEnded(
        text(line, "session_id"),
        line.path("user_message_uuids").valueStream().map(id -> id.asString("")).toList(),
        line.path("is_error").asBoolean(false),
        words(line),
        text(line, "terminal_reason"),
        number(line, "api_error_status"),
        line.hasNonNull("origin"),
        spent(line));
  }

  private static String words(JsonNode line) {
    return line.path("result").isString()
        ? text(line, "result")
        : line.path("errors")
            .valueStream()
            .map(error -> error.asString(""))
            .collect(Collectors.joining("\n"));
  }

  private static Spent spent(JsonNode line) {
    var usage = line.path("usage");
    long input =
        usage.path("input_tokens").asLong(0)
            + usage.path("cache_creation_input_tokens").asLong(0)
            + usage.path("cache_read_input_tokens").asLong(0);
    var now = line.path("model_usage_since_last_result");
    return new Spent(
        model(now.isEmpty() ? line.path("modelUsage") : now),
        input,
        usage.path("output_tokens").asLong(0),
        line.path("total_cost_usd").asDecimal(BigDecimal.ZERO),
        now.isObject() ? cost(now) : null);
  }

  private static String model(JsonNode usages) {
    return usages.properties().stream()
        .max(Map.Entry.comparingByValue((a, b) -> Long.compare(output(a), output(b))))
        .map(Map.Entry::getKey)
        .orElse("unknown");
  }

  private static long output(JsonNode usage) {
    return usage.path("outputTokens").asLong(0);
  }

  private static @Nullable BigDecimal cost(JsonNode usages) {
    return usages
        .valueStream()
        .map(usage -> usage.path("costUSD").asDecimal(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
