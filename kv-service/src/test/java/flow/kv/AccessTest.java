package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import flow.testing.LocalPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens: issuing, what they allow, revoking; the limits of those who hold them.
class AccessTest {

  static final List<String> READS = List.of("", ":stats", ":export", "/ns", "/ns/key");

  final RunningService service = RunningService.shared();
  final Store store = Store.open(service);
  final Store operator = Store.as(service, store.worklet(), RunningService.OPERATOR);

  @Test
  void issuesRandomTokensWithARecognisablePrefix() {
    var second = Store.open(service, store.worklet(), "read-write");

    assertThat(store.token()).matches("flowkv_[A-Za-z0-9_-]{43}");
    assertThat(second.token()).matches("flowkv_[A-Za-z0-9_-]{43}").isNotEqualTo(store.token());
    second.set("/ns/key", "1");
    assertThat(store.get("/ns/key").text()).isEqualTo("1");
  }

  @Test
  void keepsOnlyTheHashOfAToken() throws SQLException {
    try (var database = Database.of(service.dsn())) {
      assertThat(
              database.number(
                  "select count(*) from kv.token where hash = sha256('%s')"
                      .formatted(store.token())))
          .isOne();
      assertThat(
              database.number(
                  "select count(*) from kv.token t where t::text like '%%%s%%'"
                      .formatted(store.token().substring(7, 30))))
          .isZero();
    }
  }

  @Test
  void showsATokenOnceAndToNoCache() {
    var issued = operator.send("POST", tokens(), "{\"access\":\"read-only\"}");

    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.header("Cache-Control")).contains("no-store");
    assertThat(issued.json().get("access").asString()).isEqualTo("read-only");
    assertThat(operator.send("GET", tokens(), (String) null).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access\":\"admin\"}",
        "{\"access\":1}",
        "{\"acces\":\"read-only\"}",
        "[]",
        "{\"access\":\"read-only\"",
        "{\"origins\":[\"not an origin\"]}",
        "{\"origins\":[\"https://example.com/path\"]}"
      })
  void refusesToIssueATokenFor(String wish) {
    var refused = operator.send("POST", tokens(), wish);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("validation_failed");
  }

  @Test
  void letsAReadOnlyTokenReadAndNothingElse() {
    store.set("/ns/key", "1");
    var reader = Store.open(service, store.worklet(), "read-only");

    READS.forEach(path -> assertThat(reader.get(path).status()).as(path).isEqualTo(200));
    assertThat(reader.head("/ns/key").status()).isEqualTo(200);
    assertThat(reader.post("/ns:mget", "{\"keys\":[\"key\"]}").text()).isEqualTo("{\"key\":1}");
    for (var refused :
        List.of(
            reader.put("/ns/key", "2"),
            reader.delete("/ns/key"),
            reader.post("/ns/key:increment", "{}"),
            reader.post("/ns/key:append", "{\"value\":\"x\"}"),
            reader.post("/ns/key:touch", "{\"ttl\":1}"),
            reader.post("/ns:mset", "{\"key\":2}"),
            reader.delete("/ns"),
            reader.delete(""),
            reader.post(":import", "{}"),
            reader.post(":commit", "{}"))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("forbidden");
    }
    assertThat(store.get("/ns/key").text()).isEqualTo("1");
  }

  @Test
  void letsNoWorkletDoWhatOperatorsDo() {
    assertThat(store.send("POST", tokens(), "{}").code()).isEqualTo("forbidden");
    assertThat(store.send("DELETE", tokens(), "").code()).isEqualTo("forbidden");
    assertThat(store.send("DELETE", "/v1/worklets/" + store.worklet(), "").code())
        .isEqualTo("forbidden");
    assertThat(store.send("GET", "/v1/worklets", (String) null).code()).isEqualTo("forbidden");
    assertThat(operator.send("GET", "/v1/worklets", (String) null).status()).isEqualTo(200);
  }

  @Test
  void asksWhoCallsBeforeAnythingElse() {
    store.set("/ns/key", "1");
    var stranger = "flowkv_" + "A".repeat(43);

    for (var token : List.of("", "x", stranger, store.token() + "x", store.token().substring(1))) {
      var refused = Store.as(service, store.worklet(), token).get("/ns/key");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.code()).isEqualTo("unauthorized");
      assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }
    var basic =
        Store.as(service, store.worklet(), "")
            .get("/ns/key", "Authorization", "Basic " + store.token());
    assertThat(basic.status()).isEqualTo(401);
  }

  @Test
  void revokesAllTokensOfAWorkletAtOnceAndKeepsItsData() {
    store.set("/ns/key", "1");
    var reader = Store.open(service, store.worklet(), "read-only");
    assertThat(reader.get("/ns/key").status()).isEqualTo(200);

    assertThat(operator.send("DELETE", tokens(), "").status()).isEqualTo(204);

    assertThat(store.get("/ns/key").code()).isEqualTo("unauthorized");
    assertThat(reader.get("/ns/key").code()).isEqualTo("unauthorized");
    assertThat(operator.get("/ns/key").text()).isEqualTo("1");
    assertThat(Store.open(service, store.worklet(), "read-only").get("/ns/key").text())
        .isEqualTo("1");
  }

  @Test
  void removesAWorkletWithAllItKeeps() throws SQLException {
    store.set("/ns/key", "1");
    assertThat(store.post("/ns/n:increment", "{}", "Idempotency-Key", "1").status()).isEqualTo(200);

    assertThat(operator.send("DELETE", "/v1/worklets/" + store.worklet(), "").status())
        .isEqualTo(204);

    assertThat(store.get("/ns/key").code()).isEqualTo("unauthorized");
    try (var database = Database.of(service.dsn())) {
      for (var table : List.of("token", "request", "change", "namespace", "worklet_kv_store")) {
        assertThat(
                database.number(
                    "select count(*) from kv.%s where worklet_id = '%s'"
                        .formatted(table, store.worklet())))
            .as(table)
            .isZero();
      }
    }
    assertThat(operator.get("").text()).isEqualTo("{\"namespaces\":[]}");
  }

  @Test
  void tellsWhatIsLeftOfTheAllowanceAndRefusesWhatIsBeyondIt() {
    try (var limited =
        RunningService.start(LocalPostgres.fresh(), "flow.kv.access.calls-per-second=1")) {
      var hasty = Store.open(limited);
      var first = hasty.get("/ns/key");
      assertThat(first.code()).isEqualTo("key_not_found");
      assertThat(first.header("RateLimit-Policy")).isEqualTo("\"calls\";q=1;w=1");
      assertThat(first.header("RateLimit")).startsWith("\"calls\";r=0");

      Answer refused = hasty.get("/ns/key");
      while (refused.status() != 429) {
        refused = hasty.get("/ns/key");
      }
      assertThat(refused.code()).isEqualTo("rate_limited");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(Store.open(limited).get("/ns/key").status()).as("another's").isEqualTo(404);
      var operator = Store.as(limited, UUID.randomUUID(), RunningService.OPERATOR);
      for (int i = 0; i < 5; i++) {
        assertThat(operator.get("/ns/key").status()).isEqualTo(404);
      }
    }
  }

  private String tokens() {
    return "/v1/worklets/" + store.worklet() + "/tokens";
  }
}
