package flow.session.claude.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import flow.session.claude.protocol.CliLine.Content;
import flow.session.claude.protocol.CliLine.Ignored;
import flow.session.claude.protocol.CliLine.PermissionAsked;
import flow.session.claude.protocol.CliLine.RetryAnnounced;
import flow.session.claude.protocol.CliLine.TurnEnded;
import flow.session.claude.protocol.CliLine.Unreadable;
import flow.session.testing.Transcript;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CliLinesTest {

  /// What carries no meaning for us; anything else that turns up must be decided on.
  static final Set<String> IGNORED_ON_PURPOSE =
      Set.of(
          "command_lifecycle",
          "rate_limit_event",
          "stream_event/message_delta",
          "stream_event/input_json_delta",
          "stream_event/thinking_delta",
          "stream_event/signature_delta",
          "system/background_tasks_changed",
          "system/compact_boundary",
          "system/informational",
          "system/model_refusal_no_fallback",
          "system/session_state_changed",
          "system/status",
          "system/task_notification",
          "system/task_started",
          "system/task_updated",
          "system/thinking_tokens",
          "system/ui_invalidate",
          "user");

  static Stream<String> scenarios() {
    return Transcript.all();
  }

  @MethodSource("scenarios")
  @ParameterizedTest
  void knowsEveryLineOfEveryRecordedScenario(String scenario) {
    assertThat(Transcript.lines(scenario))
        .isNotEmpty()
        .doesNotHaveAnyElementsOfTypes(Unreadable.class)
        .filteredOn(Ignored.class::isInstance)
        .extracting(line -> ((Ignored) line).type())
        .filteredOn(type -> !type.startsWith("sub-agent "))
        .isSubsetOf(IGNORED_ON_PURPOSE);
  }

  @Test
  void tellsAnEndThatIsAnErrorThoughItSaysSuccess() {
    var ended = last("err-401-max1", TurnEnded.class, 0);

    assertThat(ended.failed()).isTrue();
    assertThat(ended.terminal()).isEqualTo("api_error");
    assertThat(ended.status()).isEqualTo(401);
  }

  @Test
  void readsWhatATurnTookWhereverItsTypeStands() {
    var ended = last("perm-allow", TurnEnded.class, 0);

    assertThat(ended.failed()).isFalse();
    assertThat(ended.spent().model()).isEqualTo("claude-opus-5-5");
    assertThat(ended.spent().inputTokens()).isEqualTo(20);
    assertThat(ended.spent().outputTokens()).isEqualTo(68);
    assertThat(ended.spent().cost()).isEqualByComparingTo("0.00144");
  }

  @Test
  void readsAQuestionWithItsSuggestions() {
    var asked = last("perm-allow", PermissionAsked.class, 0);

    assertThat(asked.tool()).isEqualTo("Bash");
    assertThat(asked.input().path("command").asString()).isEqualTo("mkdir newdir");
    assertThat(asked.suggestions()).hasSize(3);
  }

  @Test
  void readsARetry() {
    var retry = last("err-429-retry-after", RetryAnnounced.class, 0);

    assertThat(retry.status()).isEqualTo(429);
    assertThat(retry.delay()).isPositive();
  }

  @Test
  void knowsTheEndOfATurnThatNobodyAskedFor() {
    assertThat(last("background-bash", TurnEnded.class, 1).unsolicited()).isTrue();
  }

  @Test
  void survivesWhatIsNoJson() {
    assertThat(CliLines.parse("Oops {")).isEqualTo(new Unreadable("Oops {"));
    assertThat(CliLines.parse("[1]")).isInstanceOf(Ignored.class);
    assertThat(CliLines.parse("{\"type\":\"brand_new\"}")).isEqualTo(new Ignored("brand_new"));
    assertThat(CliLines.parse("{}")).isInstanceOf(Ignored.class);
  }

  @Test
  void readsALineOfManyMegabytes() {
    var text = "x".repeat(30_000_000);
    var line =
        CliLines.parse(
            "{\"type\":\"assistant\",\"message\":{\"id\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}"
                .formatted(text));

    assertThat(((CliLine.Answered) line).content()).isEqualTo(List.of(new Content.Text(text)));
  }

  private static <L extends CliLine> L last(String scenario, Class<L> type, int index) {
    return Transcript.lines(scenario).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .skip(index)
        .findFirst()
        .orElseThrow();
  }
}
