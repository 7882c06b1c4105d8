package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Chromium without a screen, driven by the W3C WebDriver protocol.
final class Browser implements AutoCloseable {

  static final String ENTER = "\uE007";

  private static final String CHROMIUM = program("FLOW_CHROMIUM", "/usr/bin/chromium");
  private static final String DRIVER = program("FLOW_CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process driver;
  private final String session;

  /// Skips the test where there is no Chromium, unless nothing may be skipped.
  static Browser open(Path profile) throws IOException {
    var present = Files.isExecutable(Path.of(CHROMIUM)) && Files.isExecutable(Path.of(DRIVER));
    if (Boolean.getBoolean("flow.test.complete")) {
      assertThat(present).as("%s and %s", CHROMIUM, DRIVER).isTrue();
    }
    assumeTrue(present, "skipped: no Chromium at " + CHROMIUM + " and " + DRIVER);
    return new Browser(profile);
  }

  private Browser(Path profile) throws IOException {
    driver = new ProcessBuilder(DRIVER, "--port=0").redirectErrorStream(true).start();
    var base = "http://localhost:" + port(driver.inputReader());
    var created = call("POST", base + "/session", capabilities(profile));
    session = base + "/session/" + Json.text(created, "sessionId");
  }

  void go(String url) {
    call("POST", session + "/url", Json.object().put("url", url));
  }

  void reload() {
    call("POST", session + "/refresh", Json.object());
  }

  @CanIgnoreReturnValue
  JsonNode run(String script) {
    var body = Json.object().put("script", script);
    body.putArray("args");
    return call("POST", session + "/execute/sync", body);
  }

  /// Waits until an expression is true in the page.
  void until(String expression) {
    await(expression)
        .atMost(Duration.ofSeconds(60))
        .until(() -> run("return Boolean(" + expression + ")").asBoolean());
  }

  void untilShown(String selector, String text) {
    until(
        "[...document.querySelectorAll('%s')].some(e => e.textContent.includes('%s'))"
            .formatted(selector, text));
  }

  String text(String selector) {
    return run("return document.querySelector('" + selector + "')?.innerText ?? ''").asString();
  }

  void click(String selector) {
    until("document.querySelector('" + selector + "')");
    run("document.querySelector('" + selector + "').click()");
  }

  /// Types as a person does, into the element in focus first.
  void type(String selector, String keys) {
    until("document.querySelector('" + selector + "')");
    var find = Json.object().put("using", "css selector").put("value", selector);
    var element = call("POST", session + "/element", find).properties().iterator().next();
    var id = element.getValue().asString();
    call("POST", session + "/element/" + id + "/value", Json.object().put("text", keys));
  }

  void size(int width, int height) {
    var metrics = Json.object().put("width", width).put("height", height);
    metrics.put("deviceScaleFactor", 1).put("mobile", width < 600);
    var command = Json.object().put("cmd", "Emulation.setDeviceMetricsOverride");
    command.set("params", metrics);
    call("POST", session + "/goog/cdp/execute", command);
  }

  /// What the page complained about.
  List<String> complaints() {
    var log = call("POST", session + "/se/log", Json.object().put("type", "browser"));
    return Json.elements(log).stream().map(entry -> Json.text(entry, "message")).toList();
  }

  @Override
  public void close() {
    try {
      call("DELETE", session, Json.object());
    } finally {
      driver.destroy();
    }
  }

  @CanIgnoreReturnValue
  private JsonNode call(String verb, String url, ObjectNode body) {
    var publisher =
        verb.equals("POST") ? BodyPublishers.ofString(body.toString()) : BodyPublishers.noBody();
    var request = HttpRequest.newBuilder(URI.create(url)).method(verb, publisher).build();
    var response = http.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.MAPPER.readTree(response.body()).path("value");
  }

  private static ObjectNode capabilities(Path profile) {
    var arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-proxy-server",
            "--window-size=1400,900",
            "--user-data-dir=" + profile);
    var capabilities = Json.object();
    var match = capabilities.putObject("capabilities").putObject("alwaysMatch");
    match.putObject("goog:loggingPrefs").put("browser", "ALL");
    match
        .putObject("goog:chromeOptions")
        .put("binary", CHROMIUM)
        .set("args", Json.strings(arguments));
    return capabilities;
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
