package flow.acceptance;

import static flow.acceptance.Conversation.CHANNEL;
import static flow.acceptance.Conversation.PATIENCE;
import static flow.acceptance.Conversation.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.model.simulator.ModelSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverydayTest {

  Platform platform;

  @BeforeAll
  void start() throws IOException {
    platform = Platform.start(0, Map.of());
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void makesAPageWhenAskedToAndAllowedTo() throws IOException {
    platform.slack.command(USER, CHANNEL, "/flow", "make me a page that counts to ten");
    var thread = Conversation.marked(platform.slack, CHANNEL, "counts to ten");

    thread.press("Allow once");

    thread.awaitShown("offline model");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).isNotEmpty());
    assertThat(Files.readString(pages().getFirst())).contains("<html");
    await().atMost(PATIENCE).until(() -> !thread.offers("Stop"));
  }

  @Test
  void streamsAnAnswerIntoOneMessageThatGrows() {
    var thread = Conversation.begin(platform.slack, "sim: words 120 delay 40ms");

    thread.awaitWords(ModelSimulator.words(120));

    assertThat(
            thread.answers().stream()
                .mapToInt(message -> message.versions().size())
                .max()
                .orElseThrow())
        .isGreaterThan(2);
  }

  @Test
  void continuesAConversationWithItsContext() {
    var thread = Conversation.begin(platform.slack, "sim: say the first answer");
    thread.awaitShown("the first answer");

    thread.reply("sim: recall");

    thread.awaitShown("sim: say the first answer");
  }

  @Test
  void runsAToolOnceAllowedAndShowsIt() {
    var thread =
        Conversation.begin(platform.slack, "sim: run mkdir made-by-flow then say it is done");

    thread.awaitShown("mkdir made-by-flow");
    thread.press("Allow once");

    thread.awaitShown("it is done");
    thread.awaitShown("*Bash* mkdir made-by-flow · 1 line");
  }

  @Test
  void tellsClaudeWhenAToolIsDenied() {
    var thread = Conversation.begin(platform.slack, "sim: run mkdir never then report");

    thread.press("Deny");

    await().atMost(PATIENCE).until(() -> !thread.offers("Stop"));
    assertThat(workspaces()).noneMatch(folder -> Files.exists(folder.resolve("never")));
  }

  @Test
  void asksNobodyAgainForWhatIsAllowedForTheSession() {
    var thread = Conversation.begin(platform.slack, "sim: run mkdir one then say first done");
    thread.press("Allow for this session");
    thread.awaitShown("first done");

    thread.reply("sim: run mkdir one then say second done");

    thread.awaitShown("second done");
  }

  @Test
  void stopsInMidSentence() {
    var thread = Conversation.begin(platform.slack, "sim: words 2000 delay 50ms");
    thread.awaitShown("word5");

    thread.press("Stop");

    await().atMost(PATIENCE).until(() -> !thread.offers("Stop"));
    assertThat(thread.shown()).doesNotContain("word2000");
    thread.reply("sim: say still here");
    thread.awaitShown("still here");
  }

  @Test
  void runsWhatIsSaidMeanwhileAfterwardsInOrder() {
    var thread = Conversation.begin(platform.slack, "sim: words 60 delay 50ms");
    thread.awaitShown("word3");

    thread.reply("sim: say second");
    thread.reply("sim: say third");

    thread.awaitShown("third");
    assertThat(thread.shown()).containsSubsequence("word60", "second", "third");
  }

  @Test
  void answersMentionsAndDirectMessages() {
    var ts = platform.slack.say(USER, CHANNEL, "<@U0FLOW> sim: say hello from a mention");
    new Conversation(platform.slack, USER, CHANNEL, ts).awaitShown("hello from a mention");

    var direct = platform.slack.say(USER, "D0ADA", "sim: say hello in private");
    new Conversation(platform.slack, USER, "D0ADA", direct).awaitShown("hello in private");
  }

  @Test
  void explainsItselfToWhoAsks() {
    platform.slack.command(USER, CHANNEL, "/flow", "help");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(platform.slack.ephemerals(USER))
                .anyMatch(note -> note.toString().contains("/flow")));
  }

  @Test
  void showsALongAnswerWhole() {
    var thread = Conversation.begin(platform.slack, "sim: words 3600");

    thread.awaitWords(ModelSimulator.words(3600)); // about 33,000 characters
  }

  @Test
  void servesTwentyThreadsAtOnce() {
    var threads =
        IntStream.range(0, 20)
            .mapToObj(_ -> Conversation.begin(platform.slack, "sim: words 80 delay 20ms"))
            .toList();

    threads.forEach(thread -> thread.awaitWords(ModelSimulator.words(80)));
  }

  private List<Path> pages() throws IOException {
    try (var files = Files.walk(platform.data.resolve("sessions"), 4)) {
      return files.filter(file -> file.getFileName().toString().equals("index.html")).toList();
    }
  }

  private List<Path> workspaces() {
    try (var folders = Files.list(platform.data.resolve("sessions"))) {
      return folders.map(folder -> folder.resolve("workspace")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
