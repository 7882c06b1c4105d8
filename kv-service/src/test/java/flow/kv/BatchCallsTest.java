package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import flow.testing.LocalPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls on several keys, on namespaces and on the whole store.
class BatchCallsTest {

  final Store store = Store.open(RunningService.shared());

  @Test
  void writesAndReadsSeveralKeys() {
    assertThat(store.post("/many:mset", "{\"a\":1,\"b\":{\"x\":[ ]},\"__proto__\":null}").status())
        .isEqualTo(204);

    var read = store.post("/many:mget", "{\"keys\":[\"__proto__\",\"none\",\"a\",\"b\",\"a\"]}");
    assertThat(read.text()).isEqualTo("{\"__proto__\":null,\"a\":1,\"b\":{\"x\":[ ]}}");
    var versions = store.post("/many:mget?versions=true", "{\"keys\":[\"a\"]}").json();
    assertThat(versions.get("a").get("value").asInt()).isEqualTo(1);
    assertThat(versions.get("a").get("version").asLong()).isEqualTo(store.get("/many/a").version());
    assertThat(store.post("/many:mset", "{}").status()).isEqualTo(204);
    assertThat(store.post("/many:mget", "{\"keys\":[]}").text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"b\":1,\"not allowed\":2}",
        "[1]",
        "{\"a\":}",
        "{\"a\":1}x",
        "null"
      })
  void writesNothingOf(String body) {
    assertThat(store.post("/wrong:mset", body).code()).isEqualTo("validation_failed");
    assertThat(store.get("/wrong").json().get("keys").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"keys\":1}",
        "{\"keys\":[1]}",
        "{\"keys\":[\"a b\"]}",
        "{\"key\":[]}",
        "",
        "[]"
      })
  void readsNothingFor(String body) {
    assertThat(store.post("/wrong:mget", body).code()).isEqualTo("validation_failed");
  }

  @Test
  void refusesAValueThatIsTooLargeAmongOthers() {
    var large = "\"" + "é".repeat(524_288) + "\"";

    assertThat(store.post("/large:mset", "{\"a\":1,\"b\":" + large + "}").code())
        .isEqualTo("value_too_large");
    assertThat(store.get("/large/a").status()).isEqualTo(404);
  }

  @Test
  void listsInOrderAPageAtATime() {
    written(
        store.post(
            "/list:mset",
            IntStream.range(0, 25)
                .mapToObj(i -> "\"k%02d\":%d".formatted(i, i))
                .collect(Collectors.joining(",", "{", "}"))));

    var keys = new ArrayList<String>();
    var cursor = "";
    int pages = 0;
    do {
      var page = store.get("/list?limit=10" + cursor).json();
      page.get("keys").forEach(key -> keys.add(key.asString()));
      assertThat(page.get("limit").asInt()).isEqualTo(10);
      assertThat(page.get("truncated").asBoolean()).isEqualTo(!page.get("cursor").isNull());
      cursor = page.get("cursor").isNull() ? "" : "&cursor=" + page.get("cursor").asString();
      pages++;
    } while (!cursor.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(keys).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(store.get("/list?limit=25").json().get("truncated").asBoolean()).isFalse();
    assertThat(store.get("/list?limit=99999").json().get("limit").asInt()).isEqualTo(10_000);
  }

  @Test
  void listsByPrefixAndPattern() {
    written(store.post("/glob:mset", "{\"a.1\":1,\"a.22\":1,\"a_1\":1,\"ab1\":1,\"B\":1,\"a\":1}"));

    assertThat(keys("?prefix=a.")).containsExactly("a.1", "a.22");
    assertThat(keys("?pattern=a?1")).containsExactly("a.1", "a_1", "ab1");
    assertThat(keys("?pattern=*1")).containsExactly("a.1", "a_1", "ab1");
    assertThat(keys("?pattern=a_*")).containsExactly("a_1");
    assertThat(keys("?prefix=a&pattern=*2*")).containsExactly("a.22");
    assertThat(keys("?prefix=a.2&pattern=a*")).containsExactly("a.22");
    assertThat(keys("?prefix=b&pattern=a*")).isEmpty();
    assertThat(keys("?pattern=%25")).isEmpty();
    assertThat(keys("?pattern=a%5C.1")).isEmpty();
    assertThat(keys("")).containsExactly("B", "a", "a.1", "a.22", "a_1", "ab1");
    assertThat(store.get("/glob?pattern=*1&limit=2").json().get("truncated").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=x",
        "cursor=%21",
        "cursor=AAAA",
        "prefix=a%20b",
        "values=maybe"
      })
  void refusesToList(String query) {
    assertThat(store.get("/list?" + query).code()).isEqualTo("validation_failed");
  }

  @Test
  void listsWithValues() {
    written(store.post("/values:mset", "{\"a\":{\"x\" :1},\"b\":null}"));

    var page = store.get("/values?values=true");
    assertThat(page.text()).contains("\"value\":{\"x\" :1}}").contains("\"value\":null}");
    assertThat(page.json().get("entries").get(0).get("version").asLong())
        .isEqualTo(store.get("/values/a").version());
    var large = "\"" + "x".repeat(1_000_000) + "\"";
    for (int i = 0; i < 6; i++) {
      store.set("/values/large" + i, large);
    }
    var first = store.get("/values?values=true&prefix=large").json();
    assertThat(first.get("truncated").asBoolean()).isTrue();
    assertThat(first.get("entries").size()).isEqualTo(4);
    var rest =
        store
            .get("/values?values=true&prefix=large&cursor=" + first.get("cursor").asString())
            .json();
    assertThat(rest.get("entries").size()).isEqualTo(2);
    assertThat(rest.get("truncated").asBoolean()).isFalse();
  }

  @Test
  void countsAndClears() {
    store.set("/one/a", "\"abc\"");
    store.set("/one/b", "1");
    store.set("/two/a", "12");

    assertThat(store.get("").text()).isEqualTo("{\"namespaces\":[\"one\",\"two\"]}");
    var stats = store.get(":stats").json();
    assertThat(stats.get("totalKeys").asInt()).isEqualTo(3);
    assertThat(stats.get("totalNamespaces").asInt()).isEqualTo(2);
    assertThat(stats.get("storageBytes").asInt()).isEqualTo(8);
    assertThat(stats.get("lastUpdated").asString()).isNotEmpty();
    assertThat(store.get("?details=true").json().get("details").get(0).get("keys").asInt())
        .isEqualTo(2);

    assertThat(store.delete("/one").text()).isEqualTo("{\"deleted\":2}");
    assertThat(store.delete("/one").text()).isEqualTo("{\"deleted\":0}");
    assertThat(store.get(":stats").json().get("totalNamespaces").asInt()).isEqualTo(1);
    assertThat(store.delete("").text()).isEqualTo("{\"deleted\":1}");
    assertThat(store.get(":stats").json().get("storageBytes").asInt()).isZero();
    assertThat(store.get("").text()).isEqualTo("{\"namespaces\":[]}");
    assertThat(Store.open(RunningService.shared()).get(":stats").json().get("lastUpdated").isNull())
        .isTrue();
  }

  @Test
  void commitsWhenAllChecksHold() {
    var version = store.put("/tx/a", "1").version();

    var committed =
        store.post(
            ":commit",
            """
            {"checks":[{"ns":"tx","key":"a","version":%d},{"ns":"tx","key":"b","version":0},{"ns":"tx","key":"c","version":null}],
             "operations":[{"op":"put","ns":"tx","key":"b","value":{"x":1}},{"op":"increment","ns":"tx","key":"a","delta":2},
               {"op":"append","ns":"other","key":"log","value":"hi"},{"op":"delete","ns":"tx","key":"none"},
               {"op":"touch","ns":"tx","key":"b","ttl":1000}]}
            """
                .formatted(version));

    assertThat(committed.status()).isEqualTo(200);
    var results = committed.json().get("results");
    assertThat(results.size()).isEqualTo(5);
    assertThat(results.get(0).get("version").asLong()).isEqualTo(store.get("/tx/b").version());
    assertThat(results.get(1).get("value").asInt()).isEqualTo(3);
    assertThat(results.get(2).get("length").asInt()).isEqualTo(2);
    assertThat(results.get(3).get("version").asInt()).isZero();
    assertThat(store.get("/tx/a").text()).isEqualTo("3");
    assertThat(store.get("/other/log").text()).isEqualTo("\"hi\"");
    assertThat(store.get("/tx/b").header("Flow-Expires-At")).isNotEmpty();
  }

  @Test
  void tellsWhichChecksFailed() {
    var version = store.put("/tx/a", "1").version();

    var refused =
        store.post(
            ":commit",
            """
            {"checks":[{"ns":"tx","key":"a","version":%d},{"ns":"tx","key":"a","version":1},{"ns":"tx","key":"b","version":7}],
             "operations":[{"op":"put","ns":"tx","key":"a","value":2}]}
            """
                .formatted(version));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("check_failed");
    var failed = refused.json().get("failed");
    assertThat(failed.size()).isEqualTo(2);
    assertThat(failed.get(0).get("index").asInt()).isEqualTo(1);
    assertThat(failed.get(0).get("version").asLong()).isEqualTo(version);
    assertThat(failed.get(1).get("key").asString()).isEqualTo("b");
    assertThat(failed.get(1).get("version").isNull()).isTrue();
    assertThat(store.get("/tx/a").text()).isEqualTo("1");
  }

  @Test
  void undoesACommitWhoseOperationCannotBeDone() {
    store.set("/tx/text", "\"a\"");

    var refused =
        store.post(
            ":commit",
            """
            {"operations":[{"op":"put","ns":"tx","key":"new","value":1},{"op":"increment","ns":"tx","key":"text"}]}
            """);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not_a_number");
    assertThat(refused.json().get("operation").asInt()).isEqualTo(1);
    assertThat(store.get("/tx/new").status()).isEqualTo(404);
    assertThat(store.get(":stats").json().get("totalKeys").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"operations\":[{\"op\":\"sort\",\"ns\":\"a\",\"key\":\"b\"}]}",
        "{\"operations\":[{\"op\":\"put\",\"ns\":\"a\",\"key\":\"b\"}]}",
        "{\"operations\":[{\"op\":\"put\",\"key\":\"b\",\"value\":1}]}",
        "{\"checks\":[{\"ns\":\"a\",\"key\":\"b\"}]}",
        "{\"checks\":[{\"ns\":\"a\",\"key\":\"b\",\"version\":1.5}]}",
        "{\"operations\":{}}",
        "{\"other\":[]}",
        "{\"operations\":[{\"op\":\"append\",\"ns\":\"a\",\"key\":\"b\",\"value\":1}]}",
        "{\"operations\":[{\"op\":\"put\",\"ns\":\"a/b\",\"key\":\"b\",\"value\":1}]}"
      })
  void refusesToCommit(String body) {
    assertThat(store.post(":commit", body).code()).isEqualTo("validation_failed");
  }

  @Test
  void refusesWhatIsBeyondTheQuotaButLetsMakeRoom() {
    try (var service =
        RunningService.start(
            LocalPostgres.fresh(), "flow.kv.quota.keys=3", "flow.kv.quota.bytes=100")) {
      var small = Store.open(service);
      small.set("/q/a", "1");
      small.set("/q/b", "2");
      assertThat(small.put("/q/b", "22").header("Flow-Quota-Keys")).isEqualTo("used=2, limit=3");
      assertThat(small.put("/q/b", "22").header("Flow-Quota-Bytes")).isEqualTo("used=3, limit=100");
      assertThat(small.post("/q:mset", "{\"c\":3,\"d\":4}").code()).isEqualTo("quota_exceeded");
      assertThat(small.get("/q/c").status()).isEqualTo(404);
      small.set("/q/c", "3");
      var refused = small.put("/q/d", "4");
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.code()).isEqualTo("quota_exceeded");
      assertThat(small.put("/q/a", "\"" + "x".repeat(99) + "\"").code())
          .isEqualTo("quota_exceeded");
      assertThat(small.get("/q").json().get("keys").size()).isEqualTo(3);
      assertThat(small.get(":export").status()).isEqualTo(200);
      assertThat(small.delete("/q/a").status()).isEqualTo(204);
      assertThat(small.put("/q/d", "4").status()).isEqualTo(201);
      assertThat(small.put("/q/d", "5").status()).isEqualTo(204);
    }
  }

  private static void written(Answer answer) {
    assertThat(answer.status()).isEqualTo(204);
  }

  private List<String> keys(String query) {
    var keys = new ArrayList<String>();
    store.get("/glob" + query).json().get("keys").forEach(key -> keys.add(key.asString()));
    return keys;
  }
}
