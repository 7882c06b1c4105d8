package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.Origin;
import flow.events.SessionCommand.Prompt;
import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks at threads as people see them.
final class Threads {

  static final Duration A_WHILE = Duration.ofMinutes(2);

  private final SlackSimulator slack;

  Threads(SlackSimulator slack) {
    this.slack = slack;
  }

  static Origin.Slack thread(Prompt prompt) {
    return (Origin.Slack) prompt.origin();
  }

  /// What the bot wrote under the thread's root.
  List<Message> replies(Prompt prompt) {
    var thread = thread(prompt);
    return slack.thread(thread.channel(), thread.threadTs()).stream()
        .filter(message -> message.isReply() && message.botId() != null && !message.deleted())
        .toList();
  }

  Message last(Prompt prompt) {
    return replies(prompt).getLast();
  }

  String shown(Prompt prompt) {
    return replies(prompt).stream().map(Message::shown).collect(Collectors.joining("\n"));
  }

  void awaitShown(Prompt prompt, String... texts) {
    await().atMost(A_WHILE).untilAsserted(() -> assertThat(shown(prompt)).contains(texts));
  }

  /// Waits until the thread shows a finished answer, and compares its words with what was said.
  void awaitWords(Prompt prompt, String text) {
    await()
        .atMost(A_WHILE)
        .untilAsserted(() -> {
          assertThat(shown(prompt)).contains("✅");
          assertThat(words(shown(prompt))).isEqualTo(words(text));
        });
    assertThat(replies(prompt).stream().flatMap(message -> words(message.text()).stream()).toList())
        .isEqualTo(words(text));
  }

  /// A text of numbered words, with a line break now and then.
  static String text(int words) {
    return IntStream.range(0, words)
        .mapToObj(i -> "w" + i + (i % 50 == 49 ? "\n\n" : " "))
        .collect(Collectors.joining());
  }

  static List<String> words(String text) {
    return Pattern.compile("\\bw\\d+").matcher(text).results().map(MatchResult::group).toList();
  }
}
