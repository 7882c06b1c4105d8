package flow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A thread in Slack, as the person sees it who began it.
///
/// @param root the `ts` of its root
record Conversation(SlackSimulator slack, String user, String channel, String root) {

  static final Duration PATIENCE = Duration.ofSeconds(180);
  static final String USER = "U0ADA";
  static final String CHANNEL = "C0PROTO";
  private static final Pattern NUMBERED = Pattern.compile("\\bword\\d+\\b");

  /// Types `/flow` and waits for the thread it opens. The prompt carries a mark so that threads of
  /// other tests are not mistaken for it.
  static Conversation begin(SlackSimulator slack, String prompt) {
    var mark = "mark-" + UUID.randomUUID().toString().substring(0, 8);
    slack.command(USER, CHANNEL, "/flow", mark + "\n" + prompt);
    return marked(slack, CHANNEL, mark);
  }

  static Conversation marked(SlackSimulator slack, String channel, String mark) {
    var roots =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    slack.roots(channel).stream()
                        .filter(root -> root.shown().contains(mark))
                        .toList(),
                found -> !found.isEmpty());
    return new Conversation(slack, USER, channel, roots.getFirst().ts());
  }

  void reply(String text) {
    var ts = slack.reply(user, channel, root, text);
    assertThat(ts).isNotEmpty();
  }

  /// What the bot wrote into the thread, oldest first; not the root, which repeats the prompt.
  List<Message> answers() {
    return slack.thread(channel, root).stream()
        .filter(message -> message.botId() != null && !message.deleted())
        .filter(message -> !message.ts().equals(root))
        .toList();
  }

  String shown() {
    return answers().stream().map(Message::shown).collect(Collectors.joining("\n"));
  }

  void awaitShown(String text) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown()).contains(text));
  }

  /// Waits until every word is there, then holds that each is there once and in order.
  ///
  /// @param words as in [flow.model.simulator.ModelSimulator#words]
  void awaitWords(String words) {
    var expected = numbered(words);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(numbered(shown())).isEqualTo(expected));
  }

  /// Presses the button with this label in the newest message that has it.
  void press(String label) {
    press(user, label);
  }

  void press(String person, String label) {
    var message = await().atMost(PATIENCE).until(() -> withButton(label), found -> found != null);
    slack.click(person, channel, message.ts(), label);
  }

  boolean offers(String label) {
    return withButton(label) != null;
  }

  private @Nullable Message withButton(String label) {
    return answers().reversed().stream()
        .filter(message -> String.valueOf(message.blocks()).contains("\"text\":\"" + label + "\""))
        .findFirst()
        .orElse(null);
  }

  private static List<String> numbered(String text) {
    return NUMBERED.matcher(text).results().map(match -> match.group()).toList();
  }
}
