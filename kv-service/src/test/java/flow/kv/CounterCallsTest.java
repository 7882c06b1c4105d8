package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls that add to numbers and strings.
class CounterCallsTest {

  final Store store = Store.open(RunningService.shared());

  @Test
  void countsFromNothing() {
    var first = store.post("/count/visits:increment", "{\"delta\":2}");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().get("value").asInt()).isEqualTo(2);
    assertThat(first.json().get("version").asLong()).isEqualTo(first.version());

    assertThat(store.post("/count/visits:increment", null).json().get("value").asInt())
        .isEqualTo(3);
    assertThat(store.post("/count/visits:increment", "{\"delta\":-5}").text())
        .startsWith("{\"value\":-2,");
    assertThat(store.get("/count/visits").text()).isEqualTo("-2");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 0.3",
    "9007199254740993, 1, 9007199254740994",
    "1e3, 1, 1001",
    "1.50, 0.50, 2",
    "-0, 0, 0",
    "1E-3, 1, 1.001",
    "99999999999999999999999999, 1, 100000000000000000000000000"
  })
  void addsExactly(String stored, String delta, String sum) {
    store.set("/exact/number", stored);

    assertThat(store.post("/exact/number:increment", "{\"delta\":" + delta + "}").text())
        .startsWith("{\"value\":" + sum + ",");
    assertThat(store.get("/exact/number").text()).isEqualTo(sum);
  }

  @Test
  void staysBetweenLimits() {
    store.set("/stock/apples", "3");

    assertThat(
            store
                .post("/stock/apples:increment", "{\"delta\":-5,\"min\":0}")
                .json()
                .get("value")
                .asInt())
        .isZero();
    assertThat(
            store
                .post("/stock/apples:increment", "{\"delta\":50,\"max\":10}")
                .json()
                .get("value")
                .asInt())
        .isEqualTo(10);
    assertThat(store.post("/stock/apples:increment", "{\"min\":2,\"max\":1}").code())
        .isEqualTo("validation_failed");
  }

  @Test
  void countsInsideAValueAndKeepsTheRest() {
    store.set(
        "/nested/doc",
        "{\"b\" : 1.0, \"a\":{\"n\":41,\"__proto__\":\"\\u0000\"}, \"list\":[1, {\"x\":2}] }");

    assertThat(increment("[\"a\",\"n\"]")).isEqualTo("42");
    assertThat(increment("[\"list\",\"1\",\"x\"]")).isEqualTo("3");
    assertThat(increment("[\"list\",\"2\"]")).isEqualTo("1");
    assertThat(increment("[\"new\",\"deep\"]")).isEqualTo("1");
    assertThat(store.get("/nested/doc").text())
        .isEqualTo(
            "{\"b\" : 1.0, \"a\":{\"n\":42,\"__proto__\":\"\\u0000\"}, \"list\":[1, {\"x\":3},1] ,\"new\":{\"deep\":1}}");
    assertThat(store.post("/nested/doc:increment", "{\"path\":[\"a\",\"__proto__\"]}").code())
        .isEqualTo("not_a_number");
    assertThat(store.post("/nested/doc:increment", "{\"path\":[\"b\",\"c\"]}").code())
        .isEqualTo("not_a_number");
    assertThat(store.post("/nested/doc:increment", "{\"path\":[\"list\",\"9\"]}").code())
        .isEqualTo("not_a_number");
    assertThat(
            store
                .post("/nested/absent:increment", "{\"path\":[\"a\",\"b\"],\"delta\":5}")
                .json()
                .get("value")
                .asInt())
        .isEqualTo(5);
    assertThat(store.get("/nested/absent").text()).isEqualTo("{\"a\":{\"b\":5}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "null", "[]", "{}", "true", "1e999999"})
  void countsNothingBut(String value) {
    store.set("/wrong/value", value);

    var refused = store.post("/wrong/value:increment", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not_a_number");
    assertThat(store.get("/wrong/value").text()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"delta\":\"1\"}",
        "{\"delta\":null}",
        "{\"amount\":1}",
        "[]",
        "1",
        "{\"delta\":1e9999}",
        "{\"path\":\"a\"}",
        "{\"delta\":1,\"delta\":2}",
        "{\"value\":1}",
        "{\"ttl\":0}",
        "{"
      })
  void refusesAnIncrementBy(String body) {
    assertThat(store.post("/wrong/body:increment", body).code()).isEqualTo("validation_failed");
  }

  @Test
  void refusesResultsThatNobodyCouldRead() {
    store.set("/wrong/huge", "9e307");

    assertThat(store.post("/wrong/huge:increment", "{\"delta\":9e307}").code())
        .isEqualTo("not_a_number");
    assertThat(store.get("/wrong/huge").text()).isEqualTo("9e307");
  }

  @Test
  void appendsToNothingAndToStrings() {
    assertThat(store.post("/text/log:append", "{\"value\":\"ab\"}").text())
        .startsWith("{\"length\":2,");
    assertThat(
            store
                .post("/text/log:append", "{\"value\":\"é😀\\n\\ud83d\"}")
                .json()
                .get("length")
                .asInt())
        .isEqualTo(7);
    assertThat(store.get("/text/log").text()).isEqualTo("\"abé😀\\n\\ud83d\"");
    store.set("/text/number", "1");
    assertThat(store.post("/text/number:append", "{\"value\":\"a\"}").code())
        .isEqualTo("not_a_string");
    assertThat(store.post("/text/log:append", "{\"value\":1}").code())
        .isEqualTo("validation_failed");
    assertThat(store.post("/text/log:append", "{}").code()).isEqualTo("validation_failed");
  }

  @Test
  void appendsUpToAMebibyteAndNoFurther() {
    store.set("/text/long", "\"" + "x".repeat(1_048_570) + "\"");

    assertThat(store.post("/text/long:append", "{\"value\":\"1234\"}").json().get("length").asInt())
        .isEqualTo(1_048_574);
    assertThat(store.post("/text/long:append", "{\"value\":\"5\"}").code())
        .isEqualTo("value_too_large");
    assertThat(store.head("/text/long").header("Content-Length")).isEqualTo("1048576");
  }

  @Test
  void countsARepeatedRequestOnce() {
    for (int i = 0; i < 3; i++) {
      var answer = store.post("/once/n:increment", "{\"delta\":5}", "Idempotency-Key", "call-1");
      assertThat(answer.json().get("value").asInt()).isEqualTo(5);
    }
    assertThat(
            store
                .post("/once/n:increment", "{\"delta\":1}", "Idempotency-Key", "call-2")
                .json()
                .get("value")
                .asInt())
        .isEqualTo(6);
    assertThat(
            store
                .post("/once/n:increment", "{\"delta\":5}", "Idempotency-Key", "call-1")
                .json()
                .get("value")
                .asInt())
        .isEqualTo(5);
    var reused = store.post("/once/n:increment", "{\"delta\":6}", "Idempotency-Key", "call-1");
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.code()).isEqualTo("validation_failed");
    for (int i = 0; i < 2; i++) {
      assertThat(
              store
                  .post("/once/s:append", "{\"value\":\"é\"}", "Idempotency-Key", "call-3")
                  .json()
                  .get("length")
                  .asInt())
          .isEqualTo(1);
      assertThat(
              store
                  .post("/once/d:increment", "{\"path\":[\"a\"]}", "Idempotency-Key", "call-4")
                  .json()
                  .get("value")
                  .asInt())
          .isEqualTo(1);
    }
    assertThat(store.get("/once/d").text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void losesNoCountWhenManyCallAtOnce() {
    try (var callers = Executors.newFixedThreadPool(16)) {
      IntStream.range(0, 400)
          .forEach(i ->
              callers.execute(() -> {
                var path = i % 4 == 0 ? ",\"path\":[\"n\"]" : "";
                var key = i % 4 == 0 ? "nested" : "plain";
                assertThat(
                        store
                            .post("/race/" + key + ":increment", "{\"delta\":1" + path + "}")
                            .status())
                    .isEqualTo(200);
              }));
    }
    assertThat(store.get("/race/plain").text()).isEqualTo("300");
    assertThat(store.get("/race/nested").text()).isEqualTo("{\"n\":100}");
  }

  private String increment(String path) {
    return store
        .post("/nested/doc:increment", "{\"path\":" + path + "}")
        .json()
        .get("value")
        .asString();
  }
}
