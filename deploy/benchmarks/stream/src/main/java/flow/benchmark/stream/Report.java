package flow.benchmark.stream;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The figures as a Markdown table, and whether the goals are met.
///
/// @param results by contender: Flow first, then the bot, then the eager bot
record Report(Map<String, Result> results) {

  private static final double FIRST_GOAL = 1.25;
  private static final double ACKNOWLEDGED_GOAL = 250;

  String text() {
    var lines = new StringBuilder();
    row(lines, "", List.copyOf(results.keySet()));
    row(lines, "---", results.keySet().stream().map(_ -> "---").toList());
    figures(lines, "command to first character, s (median, most)", r -> r.seconds(Answer::first));
    figures(lines, "last token to whole text, s (median, most)", r -> r.seconds(Answer::whole));
    figures(lines, "last token to final edit, s (median, most)", r -> r.seconds(Answer::last));
    figures(lines, "Slack calls for an answer (median, most)", r -> r.of(Answer::calls));
    figures(lines, "processor seconds for an answer (median, most)", r -> r.of(Answer::cpuSeconds));
    figures(lines, "memory while answering, MB PSS (median, most)", r -> r.of(Answer::megabytes));
    each(lines, "memory at rest, MB PSS", r -> number(r.idleMegabytes()));
    each(
        lines,
        "acknowledgement at 20 commands a second, ms (p50, p99)",
        r -> pair(r.acknowledged().times().median(), r.acknowledged().times().p99()));
    each(
        lines,
        "commands not acknowledged within 3 s",
        r -> Integer.toString(r.acknowledged().missing()));
    return lines.append('\n').append(goals()).toString();
  }

  private String goals() {
    var all = List.copyOf(results.values());
    var flow = all.get(0);
    var bot = all.get(1);
    var first = flow.seconds(Answer::first).median() / bot.seconds(Answer::first).median();
    var acknowledged = flow.acknowledged().times().p99();
    var last = flow.seconds(Answer::last).median();
    var botsLast = bot.seconds(Answer::last).median();
    return goal(first <= FIRST_GOAL, "first character at %.2f times the bot's", first)
        + goal(acknowledged < ACKNOWLEDGED_GOAL, "acknowledgement p99 %.0f ms", acknowledged)
        + goal(last < botsLast, "final message %.2f s before the bot's", botsLast - last);
  }

  private static String goal(boolean met, String words, double value) {
    return "%s: %s\n".formatted(met ? "met" : "MISSED", String.format(Locale.ROOT, words, value));
  }

  private void figures(StringBuilder lines, String what, Function<Result, Figures> of) {
    each(lines, what, result -> pair(of.apply(result).median(), of.apply(result).most()));
  }

  private void each(StringBuilder lines, String what, Function<Result, String> value) {
    row(lines, what, results.values().stream().map(value).toList());
  }

  private static void row(StringBuilder lines, String head, List<String> cells) {
    lines.append("| ").append(head).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String pair(double typical, double extreme) {
    return number(typical) + ", " + number(extreme);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 20 ? "%.2f" : "%.0f", value);
  }
}
