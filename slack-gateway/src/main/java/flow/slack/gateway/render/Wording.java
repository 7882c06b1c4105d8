package flow.slack.gateway.render;

import flow.events.SessionEvent.ToolFinished;
import flow.events.Todo;
import flow.events.Usage;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sentences and lines around the answer's text.
public final class Wording {

  private static final int LONGEST_LINE = 200;
  private static final int MOST_TODOS = 30;

  private Wording() {}

  static String tool(Turn.Tool tool, boolean over) {
    var words =
        Stream.of(tool.summary(), Objects.requireNonNullElse(tool.result(), ""))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(" · "));
    return "%s *%s* %s"
        .formatted(mark(tool.outcome(), over), Mrkdwn.escape(tool.name()), line(words))
        .stripTrailing();
  }

  private static String mark(ToolFinished.@Nullable Outcome outcome, boolean over) {
    return switch (outcome) {
      case null -> over ? "⏹" : "⏳";
      case DONE -> "✅";
      case FAILED -> "❌";
      case DENIED -> "🚫";
    };
  }

  static String todos(List<Todo> todos) {
    var lines =
        todos.stream().limit(MOST_TODOS).map(Wording::todo).collect(Collectors.joining("\n"));
    var more = todos.size() - MOST_TODOS;
    return more > 0 ? lines + "\n… and %d more".formatted(more) : lines;
  }

  private static String todo(Todo todo) {
    var text = line(todo.text());
    return switch (todo.state()) {
      case PENDING -> "☐ " + text;
      case IN_PROGRESS -> "▶ " + text;
      case COMPLETED -> "☑ " + text;
    };
  }

  static String status(Turn turn, boolean stopping, Instant now) {
    var standing = turn.standing();
    return switch (standing.phase()) {
      case SENT -> "⏳ Claude is starting…";
      case QUEUED, WAITING -> "⏳ Waiting for a free place, %s".formatted(ahead(standing.ahead()));
      case RUNNING -> "⏳ " + doing(turn, stopping, now);
      case COMPLETED -> "✅ %s%s".formatted(elapsed(standing), usage(standing.usage()));
      case FAILED -> "❌ " + failure(standing) + after(standing);
      case CANCELLED -> "⏹ Stopped" + by(standing) + after(standing);
      case WITHDRAWN -> "🚫 Taken back" + by(standing);
      case CRASHED -> "⚠ Interrupted: the process ended before the answer did" + after(standing);
    };
  }

  private static String doing(Turn turn, boolean stopping, Instant now) {
    if (stopping) {
      return "Stopping…";
    }
    if (turn.approvals().stream().anyMatch(approval -> approval.outcome() == null)) {
      return "Waiting for a decision"; // no clock: it would cost an edit for every tick
    }
    var note = turn.note() == null ? "Working" : Mrkdwn.escape(turn.note());
    return note + " · " + elapsed(turn.standing().started(), now);
  }

  static String queued(Turn turn) {
    return switch (turn.standing().phase()) {
      case WITHDRAWN ->
          "🚫 This prompt was taken back before its turn came" + by(turn.standing()) + ".";
      case CANCELLED ->
          "⏹ This prompt was stopped before its turn came" + by(turn.standing()) + ".";
      default -> "🕓 Queued: runs next, %s.".formatted(ahead(turn.standing().ahead()));
    };
  }

  private static String ahead(int ahead) {
    return ahead <= 0 ? "nobody before it" : ahead + " before it";
  }

  private static String failure(Turn.Standing standing) {
    var cause = standing.cause() == null ? "It failed." : Mrkdwn.escape(standing.cause());
    return standing.remedy() == null ? cause : cause + " " + Mrkdwn.escape(standing.remedy());
  }

  private static String by(Turn.Standing standing) {
    return standing.by() == null ? "" : " by " + person(standing.by());
  }

  /// A Slack user as a mention that shows a name; anybody else by the name they came with.
  public static String person(String by) {
    return by.matches("[UW][A-Z0-9]{2,}") ? "<@" + by + ">" : Mrkdwn.escape(by);
  }

  private static String after(Turn.Standing standing) {
    return standing.started() == null ? "" : " · " + elapsed(standing);
  }

  private static String elapsed(Turn.Standing standing) {
    var usage = standing.usage();
    if (usage != null) {
      return duration(usage.duration());
    }
    return standing.ended() == null ? "" : elapsed(standing.started(), standing.ended());
  }

  private static String elapsed(@Nullable Instant from, Instant to) {
    return from == null ? "0 s" : duration(Duration.between(from, to));
  }

  private static String duration(Duration duration) {
    var seconds = Math.max(0, duration.toSeconds());
    return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }

  private static String usage(@Nullable Usage usage) {
    if (usage == null) {
      return "";
    }
    return " · %s tokens in, %s out · $%s · %s"
        .formatted(
            count(usage.inputTokens()),
            count(usage.outputTokens()),
            usage.costUsd().setScale(4, RoundingMode.HALF_UP).toPlainString(),
            Mrkdwn.escape(usage.model()));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// One safe line of limited length.
  public static String line(String text) {
    var flat = text.replaceAll("\\s+", " ").strip();
    return Mrkdwn.escape(shortened(flat, LONGEST_LINE));
  }

  /// The text made inert, as much of it as fits.
  public static String fitting(String text, int most) {
    var out = new StringBuilder();
    for (var at = 0; at < text.length(); ) {
      var point = text.codePointAt(at);
      var shown = Mrkdwn.escape(Character.toString(point));
      if (out.length() + shown.length() > most) {
        return out.append('…').toString();
      }
      out.append(shown);
      at += Character.charCount(point);
    }
    return out.toString();
  }

  static String shortened(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
