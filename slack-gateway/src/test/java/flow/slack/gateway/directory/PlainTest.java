package flow.slack.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {

  static final Map<String, String> NAMES = Map.of("@U1", "Ada", "#C1", "general");

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "ask <@U1> about it ! ask @Ada about it",
        "ask <@U1|ada> about it ! ask @ada about it",
        "see <#C1> and <#C2|random> ! see #general and #random",
        "a &lt; b &amp;&amp; c &gt; d ! a < b && c > d",
        "&amp;lt; stays one step decoded ! &lt; stays one step decoded",
        "<https://example.com/a?b=1&amp;c=2> ! https://example.com/a?b=1&c=2",
        "<http://example.com|example.com> ! example.com",
        "<https://example.com|the docs> ! the docs (https://example.com)",
        "<mailto:a@b.c|a@b.c> ! a@b.c",
        "&lt;@U1&gt; in code ! <@U1> in code",
        "<@U9> ! @U9"
      })
  void givesBackWhatWasWritten(String delivered, String written) {
    assertThat(Plain.resolve(delivered, NAMES)).isEqualTo(written);
  }

  @Test
  void namesBroadcasts() {
    assertThat(Plain.resolve("<!channel> <!subteam^S1|@ops> <!date^1^x|today>", NAMES))
        .isEqualTo("@channel @ops today");
  }

  @Test
  void keepsIndentationAndCode() {
    var code = "```\n  if (a) {\n\treturn;\n  }\n```";

    assertThat(Plain.resolve(code, NAMES)).isEqualTo(code);
  }
}
