package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Export and import.
class TransferCallsTest {

  static final String[] LINES = {"Accept", "application/x-ndjson"};
  static final String[] OF_LINES = {"Content-Type", "application/x-ndjson"};

  final Store store = Store.open(RunningService.shared());
  final Store other = Store.open(RunningService.shared());

  @BeforeEach
  void fill() {
    store.set("/b/doc", "{\"x\" :\n 1.0, \"n\":\"\\u0000\"}");
    store.set("/a/__proto__", "null");
    store.set("/a/brief?ttl=1000", "\"é\"");
  }

  @Test
  void carriesEverythingAsOneObject() {
    var exported = store.get(":export");
    assertThat(exported.header("Content-Type")).isEqualTo("application/json");
    assertThat(exported.text())
        .isEqualTo(
            "{\"a\":{\"__proto__\":null,\"brief\":\"é\"},\"b\":{\"doc\":{\"x\" :\n 1.0, \"n\":\"\\u0000\"}}}");

    var imported = other.post(":import", exported.text());
    assertThat(imported.text())
        .isEqualTo("{\"created\":3,\"replaced\":0,\"skipped\":0,\"dryRun\":false}");
    assertThat(other.get(":export").bytes()).isEqualTo(exported.bytes());
    assertThat(other.get(":stats").json().get("totalKeys").asInt()).isEqualTo(3);
  }

  @Test
  void carriesExpiriesAndVersionsInLines() {
    var exported = store.get(":export?versions=true", LINES);
    assertThat(exported.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(exported.text().lines()).hasSize(3).allMatch(line -> line.contains("\"version\":"));
    assertThat(store.get(":export", LINES).text()).doesNotContain("version").contains("expiresAt");

    assertThat(other.post(":import", exported.text(), OF_LINES).json().get("created").asInt())
        .isEqualTo(3);
    assertThat(Instant.parse(other.get("/a/brief").header("Flow-Expires-At")))
        .isAfter(Instant.now().plusSeconds(900));
    assertThat(other.get("/b/doc").text()).isEqualTo("{\"x\" :  1.0, \"n\":\"\\u0000\"}");
  }

  @Test
  void exportsNothingAsAnEmptyObject() {
    assertThat(other.get(":export").text()).isEqualTo("{}");
    assertThat(other.get(":export", LINES).text()).isEmpty();
    assertThat(store.get(":export?namespace=b").text()).startsWith("{\"b\":{\"doc\"");
  }

  @Test
  void triesAnImportWithoutKeepingIt() {
    var report = store.post(":import?dryRun=true", "{\"a\":{\"brief\":1,\"new\":2}}");

    assertThat(report.text())
        .isEqualTo("{\"created\":1,\"replaced\":1,\"skipped\":0,\"dryRun\":true}");
    assertThat(store.get("/a/new").status()).isEqualTo(404);
    assertThat(store.get("/a/brief").text()).isEqualTo("\"é\"");
  }

  @Test
  void leavesWhatIsThereWhenAskedTo() {
    assertThat(store.post(":import?conflict=skip", "{\"a\":{\"brief\":1,\"new\":2}}").text())
        .isEqualTo("{\"created\":1,\"replaced\":0,\"skipped\":1,\"dryRun\":false}");
    assertThat(store.get("/a/brief").text()).isEqualTo("\"é\"");

    var refused = store.post(":import?conflict=fail", "{\"a\":{\"brief\":1,\"newer\":2}}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("check_failed");
    assertThat(refused.json().get("conflicts").get(0).asString()).isEqualTo("a/brief");
    assertThat(store.get("/a/newer").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{\"a\":{\"b\":1},\"a\":{}}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a b\":{}}",
        "{\"a\":{\"b/c\":1}}",
        "[]",
        "",
        "{\"new\":{\"k\":1},\"z\":{\"k\":}}"
      })
  void importsNothingOf(String body) {
    var refused = store.post(":import", body.isEmpty() ? "x" : body);

    assertThat(refused.code()).isEqualTo("validation_failed");
    assertThat(store.get(":stats").json().get("totalKeys").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"namespace\":\"a\",\"key\":\"b\"}",
        "{\"namespace\":\"a\",\"key\":\"b\",\"value\":1}\n{",
        "[]",
        "{\"namespace\":\"a\",\"key\":\"b\",\"value\":1}\n{\"namespace\":\"a\",\"key\":\"b\",\"value\":2}",
        "{\"namespace\":\"a\",\"key\":\"b\",\"value\":1,\"expiresAt\":\"soon\"}"
      })
  void importsNoneOfTheLines(String body) {
    assertThat(store.post(":import", body, OF_LINES).code()).isEqualTo("validation_failed");
    assertThat(store.get(":stats").json().get("totalKeys").asInt()).isEqualTo(3);
  }

  @Test
  void carriesManyEntries() {
    var many =
        IntStream.range(0, 5000)
            .mapToObj(i -> "\"key%05d\":{\"n\":%d}".formatted(i, i))
            .collect(Collectors.joining(",", "{\"many\":{", "}}"));

    assertThat(other.post(":import", many).json().get("created").asInt()).isEqualTo(5000);
    assertThat(other.get(":export").text()).isEqualTo(many);
    assertThat(other.get(":stats").json().get("totalKeys").asInt()).isEqualTo(5000);
    assertThat(other.delete("/many").json().get("deleted").asInt()).isEqualTo(5000);
  }
}
