package flow.kv.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.kv.RunningService;
import flow.kv.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("unproven")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataBrowserTest {

  final RunningService service = RunningService.shared();
  Store store = Store.open(service);
  Path downloads = Path.of(".");
  @Nullable Chromium opened;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    downloads = folder;
    opened = Chromium.open(folder);
  }

  @AfterAll
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @BeforeEach
  void signIn() {
    store = Store.open(service);
    store.set("/settings/theme", "{\"dark\":true,\"accent\":\"#0b57d0\"}");
    store.set("/settings/user.name", "\"Ada\"");
    store.set("/settings/user.age", "12345678901234567890");
    store.set("/drafts/one", "[]");
    browser().size(1300, 900);
    browser().go(ui() + "/style.css"); // no script runs here that would sign in again
    browser().run("sessionStorage.clear()");
    browser().go(ui());
    browser().fill("#token", store.token());
    browser().fill("#worklet", store.worklet().toString());
    browser().click("#sign-in button");
    browser().untilShown("#namespace-list button", "settings");
  }

  @AfterEach
  void noComplaints() {
    assertThat(browser().complaints())
        .filteredOn(line -> !line.contains("Failed to load resource")) // a refusal, which it shows
        .isEmpty();
    browser().go("about:blank");
  }

  @Test
  void showsAndEditsEntries() throws IOException {
    assertThat(browser().text("#stats")).startsWith("4 keys");
    browser().choose("#namespace-list", "settings");
    browser().choose("#key-list", "theme");
    browser().until("document.querySelector('#value').value.includes('accent')");
    browser().click("#format");
    browser().picture("entry");
    assertThat(browser().text("#value")).startsWith("{\n  \"dark\": true,\n");

    browser().fill("#value", "{\"dark\":false}");
    browser().click("#save");
    browser().untilShown("#message", "Saved theme.");
    assertThat(store.get("/settings/theme").text()).isEqualTo("{\"dark\":false}");

    browser().click("#new-key");
    browser().fill("#key", "fresh");
    browser().fill("#value", "{ nonsense");
    browser().click("#save");
    browser().untilShown("#message.problem", "The body");
    browser().fill("#value", "1.10");
    browser().fill("#ttl", "3600");
    browser().click("#save");
    browser().untilShown("#message", "Created fresh.");
    assertThat(store.get("/settings/fresh").header("Flow-Expires-At")).isNotEmpty();

    browser().click("#delete");
    browser().acceptQuestion();
    browser().untilShown("#message", "Deleted fresh.");
    assertThat(store.get("/settings/fresh").status()).isEqualTo(404);
  }

  @Test
  void overwritesNothingThatSomebodyElseChangedMeanwhile() {
    browser().choose("#namespace-list", "settings");
    browser().choose("#key-list", "user.name");
    browser().until("document.querySelector('#value').value.includes('Ada')");
    store.set("/settings/user.name", "\"Grace\"");

    browser().fill("#value", "\"Bob\"");
    browser().click("#save");
    browser().untilShown("#message.problem", "version");
    assertThat(store.get("/settings/user.name").text()).isEqualTo("\"Grace\"");
  }

  @Test
  void findsKeysByPattern() {
    browser().choose("#namespace-list", "settings");
    browser().untilShown("#key-list button", "theme");

    browser().fill("#pattern", "user.*");
    browser().click("#search button");
    browser().until("document.querySelectorAll('#key-list button').length === 2");
    browser().choose("#key-list", "user.age");
    browser().until("document.querySelector('#value').value === '12345678901234567890'");
  }

  @Test
  void showsChangesAsTheyHappen() throws IOException {
    browser().choose("#namespace-list", "settings");
    browser().click("#live");
    browser().untilShown("#tail li", "Watching");

    store.set("/settings/live", "{\"now\":1}");
    browser().untilShown("#tail li", "\"now\":1");
    browser().untilShown("#key-list button", "live");
    browser().picture("live");
    browser().click("#live");
    browser().until("document.querySelector('#tail').hidden");
  }

  @Test
  void carriesEverythingOutAndIn() throws IOException {
    browser().click("#export");
    browser().untilShown("#message", "Exported");
    var file = downloads.resolve(store.worklet() + ".ndjson");
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file) && Files.size(file) > 0);
    var before = store.get(":export").text();
    assertThat(store.delete("").status()).isEqualTo(200);

    browser().chooseFile("#import-file", file);
    browser().untilShown("#message", "4 created");
    assertThat(store.get(":export").text()).isEqualTo(before);
  }

  @Test
  void fitsAPhone() throws IOException {
    browser().size(390, 844);
    browser().choose("#namespace-list", "settings");
    browser().choose("#key-list", "theme");
    browser().until("document.querySelector('#value').value.includes('accent')");

    browser().until("document.documentElement.scrollWidth <= 390");
    browser().run("scrollTo(0, 0)");
    browser().picture("phone");
    browser().run("document.querySelector('#entry').scrollIntoView()");
    browser().picture("phone-entry");
    assertThat(
            browser()
                .value(
                    "Math.min(...[...document.querySelectorAll('button')].filter(b =>"
                        + " b.checkVisibility()).map(b => b.offsetHeight))")
                .asInt())
        .as("a button's height, for fingers")
        .isGreaterThanOrEqualTo(44);
  }

  @Test
  void namesEveryFieldForThoseWhoDoNotSeeIt() {
    browser().choose("#namespace-list", "settings");
    browser().click("#new-key");

    assertThat(
            browser()
                .value(
                    "[...document.querySelectorAll('input, textarea')].filter(f => !f.labels.length"
                        + " && !f.ariaLabel).map(f => f.id).join()")
                .asString())
        .isEmpty();
    assertThat(browser().value("document.documentElement.lang").asString()).isEqualTo("en");
  }

  @Test
  void tellsWhatIsWrongWithAToken() throws IOException {
    browser().click("#leave");
    browser().fill("#token", store.token());
    browser().click("#sign-in button");
    browser().untilShown("#message.problem", "worklet id");
    browser().picture("sign-in");
  }

  @Test
  void showsAllWorkletsToAnOperator() throws IOException {
    browser().click("#leave");
    browser().fill("#token", RunningService.OPERATOR);
    browser().click("#sign-in button");
    browser().untilShown("#worklet-list button", store.worklet().toString());
    browser().picture("worklets");
    browser().choose("#worklet-list", store.worklet().toString());
    browser().untilShown("#namespace-list button", "settings");
  }

  private Chromium browser() {
    if (opened == null) {
      throw new IllegalStateException("no browser");
    }
    return opened;
  }

  private String ui() {
    return "http://localhost:" + service.port() + "/ui";
  }
}
