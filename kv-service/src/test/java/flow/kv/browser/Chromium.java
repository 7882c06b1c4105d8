package flow.kv.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chromium without a screen, driven by the W3C WebDriver protocol.
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PROGRAM = program("FLOW_CHROMIUM", "/usr/bin/chromium");
  private static final String DRIVER = program("FLOW_CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process driver;
  private final String session;

  /// Skips the test where there is no Chromium, unless nothing may be skipped.
  static Chromium open(Path folder) throws IOException {
    var present = Files.isExecutable(Path.of(PROGRAM)) && Files.isExecutable(Path.of(DRIVER));
    if (Boolean.getBoolean("flow.test.complete")) {
      assertThat(present).as("%s and %s", PROGRAM, DRIVER).isTrue();
    }
    assumeTrue(present, "skipped: no Chromium at " + PROGRAM + " and " + DRIVER);
    return new Chromium(folder);
  }

  private Chromium(Path folder) throws IOException {
    driver = new ProcessBuilder(DRIVER, "--port=0").redirectErrorStream(true).start();
    var base = "http://localhost:" + port(driver.inputReader());
    session =
        base
            + "/session/"
            + call("POST", base + "/session", wishes(folder)).path("sessionId").asString();
    command(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  void go(String url) {
    post(session + "/url", Map.of("url", url));
  }

  void run(String script) {
    post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /// What an expression is in the page.
  JsonNode value(String expression) {
    return call(
        "POST",
        session + "/execute/sync",
        Map.of("script", "return " + expression, "args", List.of()));
  }

  /// Waits until an expression is true in the page.
  void until(String expression) {
    await(expression)
        .atMost(Duration.ofSeconds(60))
        .until(() -> value("Boolean(" + expression + ")").asBoolean());
  }

  void untilShown(String selector, String text) {
    until(
        "[...document.querySelectorAll('%s')].some(e => e.checkVisibility() && e.textContent.includes('%s'))"
            .formatted(selector, text));
  }

  String text(String selector) {
    return value("(e => e.value ?? e.innerText)(document.querySelector('" + selector + "'))")
        .asString();
  }

  void click(String selector) {
    until("document.querySelector('" + selector + "')?.checkVisibility()");
    post(element(selector) + "/click", Map.of());
  }

  /// Clicks the button in a list that begins with this text.
  void choose(String list, String text) {
    untilShown(list + " button", text);
    run(
        "[...document.querySelectorAll('%s button')].find(b => b.textContent.startsWith('%s')).click()"
            .formatted(list, text));
  }

  /// Types in place of what is there.
  void fill(String selector, String text) {
    until("document.querySelector('" + selector + "')?.checkVisibility()");
    post(element(selector) + "/clear", Map.of());
    post(element(selector) + "/value", Map.of("text", text));
  }

  void chooseFile(String selector, Path file) {
    post(element(selector) + "/value", Map.of("text", file.toString()));
  }

  void acceptQuestion() {
    post(session + "/alert/accept", Map.of());
  }

  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /// Keeps a picture of the page in the folder that `flow.screenshots` names, if it does.
  void picture(String name) throws IOException {
    var folder = System.getProperty("flow.screenshots");
    if (folder != null) {
      var picture = call("GET", session + "/screenshot", Map.of()).asString();
      Files.write(Path.of(folder, name + ".png"), Base64.getDecoder().decode(picture));
    }
  }

  /// What the page complained about.
  List<String> complaints() {
    return call("POST", session + "/se/log", Map.of("type", "browser"))
        .valueStream()
        .map(entry -> entry.path("message").asString())
        .toList();
  }

  @Override
  public void close() {
    try {
      var ended = call("DELETE", session, Map.of());
      assertThat(ended.isNull()).isTrue();
    } finally {
      driver.destroy();
    }
  }

  private String element(String selector) {
    var find = Map.of("using", "css selector", "value", selector);
    var found = call("POST", session + "/element", find).properties().iterator().next();
    return session + "/element/" + found.getValue().asString();
  }

  private void command(String name, Map<String, Object> parameters) {
    post(session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  private void post(String url, Map<String, ?> body) {
    var answer = call("POST", url, body);
    assertThat(answer.has("error")).as("%s", answer).isFalse();
  }

  private JsonNode call(String verb, String url, Map<String, ?> body) {
    var publisher =
        verb.equals("POST")
            ? BodyPublishers.ofString(JSON.writeValueAsString(body))
            : BodyPublishers.noBody();
    var request = HttpRequest.newBuilder(URI.create(url)).method(verb, publisher).build();
    var response = http.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).path("value");
  }

  private static Map<String, Object> wishes(Path folder) {
    var arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-proxy-server",
            "--window-size=1300,900",
            "--user-data-dir=" + folder.resolve("profile"));
    var options = Map.of("binary", PROGRAM, "args", arguments);
    var wishes =
        Map.of(
            "goog:loggingPrefs",
            Map.of("browser", "ALL"),
            "goog:chromeOptions",
            options,
            "strictFileInteractability",
            false);
    return Map.of("capabilities", Map.of("alwaysMatch", wishes));
  }

  private static int port(BufferedReader output) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      var started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new IOException("the driver did not start");
  }

  private static String program(String variable, String standard) {
    return Optional.ofNullable(System.getenv(variable)).orElse(standard);
  }
}
