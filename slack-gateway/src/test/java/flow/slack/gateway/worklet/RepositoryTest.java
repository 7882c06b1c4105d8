package flow.slack.gateway.worklet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://github.com/ada/page | https://github.com/ada/page | page | ''",
        "build https://github.com/ada/page.git please | https://github.com/ada/page.git | page | build please",
        "Look at https://github.com/ada/page. | https://github.com/ada/page | page | Look at .",
        "https://github.com/ada/my.page, quickly | https://github.com/ada/my.page | my.page | , quickly",
        "git@github.com:ada/page.git add a clock | https://github.com/ada/page | page | add a clock",
        "http://git.local/team/app.git | http://git.local/team/app.git | app | ''"
      })
  void isFoundInAPrompt(String text, String url, String name, String prompt) {
    assertThat(Repository.in(text))
        .hasValueSatisfying(found -> {
          assertThat(found.url()).isEqualTo(url);
          assertThat(found.name()).isEqualTo(name);
          assertThat(found.prompt()).isEqualTo(prompt);
        });
  }

  @Test
  void mayNameABranch() {
    assertThat(Repository.in("https://github.com/ada/page/tree/feature/blue"))
        .hasValueSatisfying(found -> assertThat(found.branch()).isEqualTo("feature/blue"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "make me a page",
        "see https://github.com/ada/page/issues/3",
        "read https://github.com/ada",
        "https://example.com/ada/page"
      })
  void isNotEveryLink(String text) {
    assertThat(Repository.in(text)).isEmpty();
  }
}
