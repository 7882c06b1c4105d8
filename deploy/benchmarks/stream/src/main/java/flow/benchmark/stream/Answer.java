package flow.benchmark.stream;

import flow.model.simulator.ModelSimulator;
import flow.slack.simulator.record.Call;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Message.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/// One answer, measured from outside.
///
/// @param first from the command to the first character of the answer that a reader sees
/// @param whole from the model's last token to the whole text
/// @param last from the model's last token to the thread's last edit
/// @param calls how many calls of Slack it took
/// @param cpuSeconds processor time of all the contender's processes
/// @param megabytes resident memory while it was streamed
record Answer(
    Duration first, Duration whole, Duration last, int calls, double cpuSeconds, double megabytes) {

  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofMillis(1_500);
  private static final Duration POLL = Duration.ofMillis(100);

  /// Has a prompt answered, and waits until nothing happens any more.
  static Answer of(Contender contender, ModelSimulator model, String name, int words) {
    var slack = contender.slack();
    var cpu = Cost.cpuSeconds(contender.process());
    var began = Instant.now();
    slack.command(
        "U0ADA", "C0PROTO", "/flow", "%s sim: words %d delay 20ms".formatted(name, words));
    await(() -> streaming(contender, name));
    var megabytes = Cost.megabytes(contender.process());
    await(() -> isFinished(contender, name, words));
    await(() -> isQuiet(contender));
    var thread = thread(contender, name);
    var token =
        model.streamed().stream()
            .filter(answer -> answer.prompt().contains(name + " "))
            .reduce((_, latest) -> latest)
            .orElseThrow()
            .ended();
    return new Answer(
        Duration.between(began, showing(thread, "word1")),
        Duration.between(token, showing(thread, "word" + words)),
        Duration.between(token, versions(thread).getLast().at()),
        (int) calls(contender).stream().filter(call -> call.at().isAfter(began)).count(),
        Cost.cpuSeconds(contender.process()) - cpu,
        megabytes);
  }

  private static boolean streaming(Contender contender, String name) {
    return versions(thread(contender, name)).stream()
        .anyMatch(version -> version.text().contains("word1"));
  }

  private static boolean isFinished(Contender contender, String name, int words) {
    var thread = thread(contender, name);
    var whole = thread.stream().anyMatch(message -> message.text().contains("word" + words));
    return contender.isFinished(thread, whole);
  }

  private static boolean isQuiet(Contender contender) {
    return calls(contender).getLast().at().plus(QUIET).isBefore(Instant.now());
  }

  private static List<Call> calls(Contender contender) {
    return contender.slack().calls();
  }

  /// The root and its replies, once there is a root.
  private static List<Message> thread(Contender contender, String name) {
    return contender.slack().roots("C0PROTO").stream()
        .filter(root -> root.shown().contains(name + " "))
        .findFirst()
        .map(root -> contender.slack().thread(root.channel(), root.ts()))
        .orElseGet(List::of);
  }

  private static Instant showing(List<Message> thread, String word) {
    return versions(thread).stream()
        .filter(version -> version.text().contains(word))
        .findFirst()
        .orElseThrow()
        .at();
  }

  /// What the bot's messages below the root showed, oldest first.
  private static List<Version> versions(List<Message> thread) {
    return thread.stream()
        .filter(Message::isReply)
        .flatMap(message -> message.versions().stream())
        .sorted(Comparator.comparing(Version::at))
        .toList();
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(AT_MOST).pollInterval(POLL).until(condition);
  }
}
