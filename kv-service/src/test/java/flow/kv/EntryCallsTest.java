package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls on one key.
class EntryCallsTest {

  final Store store = Store.open(RunningService.shared());

  @Test
  void createsReplacesReadsAndDeletes() {
    var created = store.put("/notes/one", "\"first\"");
    assertThat(created.status()).isEqualTo(201);
    var replaced = store.put("/notes/one", "\"second\"");
    assertThat(replaced.status()).isEqualTo(204);
    assertThat(replaced.version()).isGreaterThan(created.version());

    var read = store.get("/notes/one");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo("\"second\"");
    assertThat(read.version()).isEqualTo(replaced.version());
    assertThat(read.header("Content-Type")).isEqualTo("application/json");
    assertThat(store.head("/notes/one").status()).isEqualTo(200);

    assertThat(store.delete("/notes/one").status()).isEqualTo(204);
    assertThat(store.delete("/notes/one").code()).isEqualTo("key_not_found");
    assertThat(store.get("/notes/one").status()).isEqualTo(404);
    assertThat(store.head("/notes/one").status()).isEqualTo(404);
  }

  @Test
  void answersAbsenceWithAProblem() {
    var absent = store.get("/notes/none");

    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(absent.code()).isEqualTo("key_not_found");
    assertThat(absent.json().get("status").asInt()).isEqualTo(404);
    assertThat(absent.json().get("title").asString()).isEqualTo("Not Found");
    assertThat(absent.json().get("detail").asString()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-0",
        "\"\"",
        "false",
        "{}",
        "[]",
        "9007199254740993",
        "123456789012345678901234567890.10",
        "1E400",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "{\"__proto__\":1,\"constructor\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":1, \"a\" :[ 1 ,2]}",
        "\"\\/ \\u00e9 é 😀\"",
        "[[[[[[]]]]]]"
      })
  void keepsEveryByteOf(String json) {
    store.set("/faithful/value", json);

    assertThat(store.get("/faithful/value").bytes())
        .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    assertThat(store.post("/faithful:mget", "{\"keys\":[\"value\"]}").text())
        .isEqualTo("{\"value\":%s}", json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "{",
        "[1,]",
        "{\"a\"}",
        "'a'",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "NaN",
        "1 2",
        "\"\t\"",
        "// 1",
        "\uFEFF1",
        "{\"a\":1,}"
      })
  void refusesWhatIsNoJson(String text) {
    var refused = store.put("/faithful/wrong", text);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("validation_failed");
    assertThat(store.get("/faithful/wrong").status()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsNoUtf8() {
    var path = "/v1/worklets/" + store.worklet() + "/kv/faithful/bytes";

    for (var bytes :
        new int[][] {
          {'"', 0xff, '"'},
          {'"', 0xc0, 0x80, '"'},
          {'"', 0xed, 0xa0, 0x80, '"'},
          {'"', 0xf5, 0x80, 0x80, 0x80, '"'},
          {0, '1'}
        }) {
      var body = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        body[i] = (byte) bytes[i];
      }
      assertThat(store.send("PUT", path, body).code()).isEqualTo("validation_failed");
    }
  }

  @Test
  void takesValuesUpToAMebibyteAndNoLarger() {
    var largest = "\"" + "x".repeat(1_048_574) + "\"";

    assertThat(store.put("/large/value", largest).status()).isEqualTo(201);
    assertThat(store.get("/large/value").text()).isEqualTo(largest);
    assertThat(store.put("/large/value", largest + " ").code()).isEqualTo("value_too_large");
    assertThat(store.put("/large/value", largest + " ").status()).isEqualTo(413);
    assertThat(store.get("/large/value").text()).isEqualTo(largest);
  }

  @Test
  void takes500LevelsAndNoMore() {
    assertThat(store.put("/deep/a", "[".repeat(500) + "]".repeat(500)).status()).isEqualTo(201);
    assertThat(store.put("/deep/b", "[".repeat(501) + "]".repeat(501)).code())
        .isEqualTo("validation_failed");
    assertThat(store.put("/deep/c", "[".repeat(900_000)).code()).isEqualTo("validation_failed");
  }

  @Test
  void writesOnlyWhatWasSeenWhenAskedTo() {
    var first = store.put("/cas/key", "1").version();

    assertThat(store.put("/cas/key", "2", "If-None-Match", "*").code())
        .isEqualTo("version_mismatch");
    var mismatch = store.put("/cas/key", "2", "If-Match", "\"" + (first + 1) + "\"");
    assertThat(mismatch.status()).isEqualTo(412);
    assertThat(mismatch.json().get("version").asLong()).isEqualTo(first);
    var second = store.put("/cas/key", "2", "If-Match", "\"" + first + "\"");
    assertThat(second.status()).isEqualTo(204);

    assertThat(store.delete("/cas/key", "If-Match", "\"" + first + "\"").status()).isEqualTo(412);
    assertThat(store.delete("/cas/key", "If-Match", "\"" + second.version() + "\"").status())
        .isEqualTo(204);
    assertThat(store.put("/cas/key", "3", "If-Match", "*").status()).isEqualTo(412);
    var again = store.put("/cas/key", "3", "If-None-Match", "*");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.version()).isGreaterThan(second.version());
    assertThat(store.put("/cas/key", "4", "If-Match", "W/\"" + again.version() + "\"").status())
        .isEqualTo(412);
    assertThat(store.put("/cas/key", "4", "If-Match", "soon").code())
        .isEqualTo("validation_failed");
    assertThat(store.put("/cas/key", "4", "If-Match", "*").status()).isEqualTo(204);
  }

  @Test
  void saysWhenTheVersionIsKnown() {
    var version = store.put("/cas/known", "1").version();

    assertThat(store.get("/cas/known", "If-None-Match", "\"" + version + "\"").status())
        .isEqualTo(304);
    assertThat(store.get("/cas/known", "If-None-Match", "\"1\", W/\"" + version + "\"").status())
        .isEqualTo(304);
    assertThat(store.get("/cas/known", "If-None-Match", "\"" + (version + 1) + "\"").status())
        .isEqualTo(200);
  }

  @Test
  void forgetsAnEntryWhenItsTimeIsOver() {
    store.set("/ttl/brief?ttl=0.3", "1");
    var read = store.get("/ttl/brief");
    if (read.status() == 200) {
      assertThat(Instant.parse(read.header("Flow-Expires-At")))
          .isBefore(Instant.now().plusSeconds(2));
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> store.get("/ttl/brief").status() == 404);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> store.get(":stats").json().get("totalKeys").asInt() == 0);
    assertThat(store.put("/ttl/brief", "2").status()).isEqualTo(201);
  }

  @Test
  void keepsOrDropsAnExpiryAsAsked() {
    store.set("/ttl/key?ttl=1000", "1");
    assertThat(store.put("/ttl/key?ttl=keep", "2").status()).isEqualTo(204);
    assertThat(store.get("/ttl/key").header("Flow-Expires-At")).isNotEmpty();
    assertThat(store.post("/ttl/key:increment", "{}").status()).isEqualTo(200);
    assertThat(store.get("/ttl/key").header("Flow-Expires-At")).isNotEmpty();
    store.set("/ttl/key", "3");
    assertThat(store.get("/ttl/key").header("Flow-Expires-At")).isEmpty();
  }

  @Test
  void movesAnExpiryWithoutANewVersion() {
    var version = store.put("/ttl/touched", "1").version();

    var touched = store.post("/ttl/touched:touch", "{\"ttl\":1000}");
    assertThat(touched.json().get("version").asLong()).isEqualTo(version);
    assertThat(Instant.parse(touched.json().get("expiresAt").asString()))
        .isAfter(Instant.now().plusSeconds(900));
    assertThat(store.post("/ttl/touched:touch", "{\"ttl\":null}").json().get("expiresAt").isNull())
        .isTrue();
    assertThat(store.get("/ttl/touched").version()).isEqualTo(version);
    assertThat(store.post("/ttl/none:touch", "{\"ttl\":1}").code()).isEqualTo("key_not_found");
    assertThat(store.post("/ttl/touched:touch", "{}").code()).isEqualTo("validation_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "soon", "NaN", "Infinity", "1e99", ""})
  void refusesATimeToLiveOf(String ttl) {
    assertThat(store.put("/ttl/key?ttl=" + ttl, "1").code()).isEqualTo("validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%2Fb/c",
        "/ns/a%20b",
        "/ns/a%00",
        "/ns/%E9",
        "/ns;x/key",
        "/n.s/key",
        "/ns/k%25",
        "/ns/a+b",
        "/ns/a%c3%a9"
      })
  void refusesNamesSuchAs(String path) {
    assertThat(store.get(path).code()).isEqualTo("validation_failed");
    assertThat(store.put(path, "1").code()).isEqualTo("validation_failed");
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThat(store.put("/" + "n".repeat(50) + "/" + "k".repeat(100), "1").status())
        .isEqualTo(201);
    assertThat(store.put("/" + "n".repeat(51) + "/k", "1").code()).isEqualTo("validation_failed");
    assertThat(store.put("/n/" + "k".repeat(101), "1").code()).isEqualTo("validation_failed");
  }

  @Test
  void readsEncodedNamesAsWhatTheyEncode() {
    store.set("/names/a-b_c.D", "1");

    assertThat(store.get("/names/%61-b%5Fc%2ED").text()).isEqualTo("1");
    assertThat(store.post("/names%3Amget", "{\"keys\":[\"a-b_c.D\"]}").text())
        .isEqualTo("{\"a-b_c.D\":1}");
  }

  @Test
  void tellsWhichMethodsAPathKnows() {
    var refused = store.call("PATCH", "/ns/key", "1");

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
    assertThat(store.get("/ns/key/more").status()).isEqualTo(404);
    assertThat(store.get("/ns/key:sort").code()).isEqualTo("not_found");
    assertThat(store.get("/ns/").status()).isEqualTo(400);
  }
}
