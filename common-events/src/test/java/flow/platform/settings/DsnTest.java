package flow.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {

  @Test
  void readsEveryPart() {
    assertThat(dsn("postgres://ada:s%40cret+x@db.example.com:6000/flow?sslmode=require"))
        .isEqualTo(new Dsn("db.example.com", 6000, "flow", "ada", "s@cret+x", "require", false));
  }

  @Test
  void takesTheUsualPortAndPrefersTls() {
    assertThat(dsn("postgresql://ada:x@db.example.com/flow"))
        .isEqualTo(new Dsn("db.example.com", 5432, "flow", "ada", "x", "prefer", false));
  }

  @Test
  void knowsATransactionPoolerByItsPortOrItsMark() {
    assertThat(dsn("postgres://postgres.abc:x@pooler.example.com:6543/postgres").pooled()).isTrue();
    assertThat(dsn("postgres://a:x@localhost:6432/postgres?pgbouncer=true").pooled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:flow.db",
        "mysql://a:b@c/d",
        "postgres://localhost",
        "postgres://localhost/",
        "postgres://a:p%zz@localhost/flow",
        "postgres://localhost/flow?sslmode=maybe"
      })
  void refusesWhatItCannotUse(String text) {
    assertThatThrownBy(() -> dsn(text))
        .isInstanceOf(UnusableSetting.class)
        .hasMessageStartingWith("DSN: ")
        .hasMessageContaining("accepted");
  }

  @Test
  void hidesThePassword() {
    assertThat(dsn("postgres://ada:secret@localhost/flow").toString()).doesNotContain("secret");
  }

  private static Dsn dsn(String text) {
    return Dsn.parse("DSN", text);
  }
}
