package flow.slack.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**bold** and *slanted*, ~~gone~~ | *bold* and _slanted_, ~gone~",
        "# A **big** title | *A big title*",
        "[docs](https://example.com/a?b=1&c=2) | <https://example.com/a?b=1&amp;c=2¦docs>",
        "![a cat](https://example.com/cat.png) | <https://example.com/cat.png¦a cat>",
        "[evil](javascript:alert) | evil (javascript:alert)",
        "use `a < b && c` | use `a &lt; b &amp;&amp; c`",
        "1 < 2 & 3 > 2 | 1 &lt; 2 &amp; 3 &gt; 2",
        "<!channel> <@U123> <script> | &lt;!channel&gt; &lt;@U123&gt; &lt;script&gt;",
        "snake_case_name and 2 * 3 * 4 | snake_case_name and 2 * 3 * 4",
        "> quoted | > quoted",
        "see https://example.com/a_b?c=1&d=2. | see <https://example.com/a_b?c=1&amp;d=2>.",
      })
  void putsMarkdownIntoSlacksMarkup(String markdown, String markup) {
    assertThat(Mrkdwn.of(markdown)).isEqualTo(markup.replace('¦', '|'));
  }

  @Test
  void keepsCodeAsItIs() {
    var code = "if (a < b) {\n\tprint(\"**not bold** & [no](link)\");\n\n  }";

    assertThat(Mrkdwn.of("```java\n" + code + "\n```"))
        .startsWith("```\n")
        .contains(Mrkdwn.escape(code));
  }

  @Test
  void nestsLists() {
    assertThat(Mrkdwn.of("1. one\n   - inner\n   - second\n2. two"))
        .isEqualTo("1. one\n    • inner\n    • second\n2. two");
  }

  @Test
  void setsTablesInFixedWidth() {
    assertThat(Mrkdwn.of("| a | long |\n|---|---|\n| 1 | 2 |"))
        .isEqualTo("```\na | long\n--+-----\n1 | 2\n```");
  }

  @Test
  void marksEachLineOfSomethingBold() {
    assertThat(Mrkdwn.of("**two\nlines**")).isEqualTo("*two*\n*lines*");
  }

  @Test
  void losesNoLinkDefinitionAndNoMarkup() {
    assertThat(Mrkdwn.of("[x]: https://example.com\n\n<div>hi</div>"))
        .contains("https://example.com", "&lt;div&gt;hi&lt;/div&gt;");
  }

  @Test
  void showsCodeThatIsStillBeingWritten() {
    assertThat(Mrkdwn.of("Look:\n```js\nlet a = 1;")).isEqualTo("Look:\n\n```\nlet a = 1;\n```");
  }
}
