package flow.slack.gateway.worklet;

import flow.slack.gateway.render.Mrkdwn;
import flow.slack.gateway.render.Wording;
import flow.slack.gateway.worklet.Worklets.Known;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What people are told when they ask about worklets.
@Component
class Answers {

  private static final int LINES = 30;
  private static final int LONGEST = 2_900;

  private final Worklets worklets;

  Answers(Worklets worklets) {
    this.worklets = worklets;
  }

  Mono<String> list(String team) {
    return worklets
        .all(team)
        .map(known -> "• " + Card.headline(known.status()))
        .collect(Collectors.joining("\n"))
        .map(lines ->
            lines.isEmpty()
                ? "There is no worklet yet. `/flow build https://github.com/owner/repository` makes one."
                : lines);
  }

  Mono<String> logs(Known worklet) {
    return worklets
        .output(worklet.id(), LINES)
        .map(lines ->
            lines.isEmpty()
                ? "There is no build log of *%s* yet."
                    .formatted(Wording.line(worklet.status().about().name()))
                : "```\n" + last(String.join("\n", lines)) + "\n```");
  }

  /// The end of a log, as much of it as a message holds.
  private static String last(String log) {
    var escaped = Mrkdwn.escape(log).replace("```", "``\u200b`");
    var start = Math.max(0, escaped.length() - LONGEST);
    return start == 0 ? escaped : escaped.substring(escaped.indexOf('\n', start) + 1);
  }

  Mono<String> noSuch(String team, String name) {
    return list(team)
        .map(all ->
            (name.isEmpty()
                    ? "Which one?"
                    : "There is no worklet \"%s\".".formatted(Wording.line(name)))
                + "\n"
                + all);
  }
}
