package flow.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretsTest {

  private final Secrets secrets = new Secrets(List.of("correct-horse", "correct-horse-battery"));

  @Test
  void hidesWhatItKnows() {
    assertThat(secrets.hide("password is correct-horse-battery!")).isEqualTo("password is ***!");
  }

  @Test
  void hidesWhatLooksLikeAToken() {
    assertThat(secrets.hide("bot xoxb-123456789-abc, app xapp-1-A123-456"))
        .isEqualTo("bot xoxb-***, app xapp-***");
  }

  @Test
  void leavesOtherTextAlone() {
    assertThat(secrets.hide("a horse is a horse")).isEqualTo("a horse is a horse");
  }
}
