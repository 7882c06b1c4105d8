package flow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

  /// Worked out with another implementation of RFC 9562.
  @Test
  void namesAThreadByItsVersionFiveUuid() {
    assertThat(SessionId.ofThread("T1", "C1", "1700000000.000100").toString())
        .isEqualTo("2a91739c-442d-52c7-8199-984fb055df1e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-1-1-1-1", "not a uuid", "0b5b9f0e5f2c5d0a9d0b3d3c1f2a4b5c"})
  void refusesWhatIsNoUuid(String text) {
    assertThatThrownBy(() -> SessionId.of(text))
        .hasMessageStartingWith("session id: \"%s\" (expected: a UUID".formatted(text));
  }
}
