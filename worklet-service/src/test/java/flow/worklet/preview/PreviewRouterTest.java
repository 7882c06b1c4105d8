package flow.worklet.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.WorkletId;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.Samples;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("unproven")
final class PreviewRouterTest {

  final Service service = Shared.service();
  WorkletId id;
  String path;

  @BeforeAll
  void deploy() {
    id = service.createRunning(commit("1"));
    path = service.preview(id);
  }

  @AfterAll
  void delete() {
    service.delete(id);
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  String commit(String version) {
    var files = new HashMap<>(Samples.files("echo"));
    files.put("version", version);
    files.put(
        "Dockerfile",
        "FROM %s\nCOPY . /app\nWORKDIR /app\nCMD [\"node\", \"server.js\"]\n"
            .formatted(LocalDocker.node()));
    service.git().commit("echo", files);
    return service.git().url("echo");
  }

  JsonNode ask(HttpRequest.Builder request) {
    return JsonMapper.shared().readTree(service.send(request).body());
  }

  @Test
  void passesRequestsOnByPath() {
    var seen =
        ask(
            HttpRequest.newBuilder(service.uri(path + "a/b?c=d%20e"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000))));

    assertThat(seen.get("url").asString()).isEqualTo("/a/b?c=d%20e");
    assertThat(seen.get("method").asString()).isEqualTo("POST");
    assertThat(seen.get("body").asString()).hasSize(100_000);
    assertThat(seen.at("/headers/x-forwarded-prefix").asString() + "/").isEqualTo(path);
    assertThat(seen.at("/headers/x-forwarded-proto").asString()).isEqualTo("http");
  }

  @Test
  void passesRequestsOnByHost() throws IOException {
    var slug = path.split("/")[2];
    try (var socket = new Socket("localhost", service.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/worklets HTTP/1.1\r\nHost: %s.worklets.localhost:8082\r\nConnection: close\r\n\r\n"
                  .formatted(slug)
                  .getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 200")
          .contains("\"url\":\"/api/worklets\"")
          .doesNotContain("Content-Security-Policy");
    }
  }

  @Test
  void passesNothingOfFlowsOn() {
    var seen =
        ask(
            HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", "Bearer " + Service.TOKEN)
                .header("Cookie", "flow_session=secret; theirs=1")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil")
                .header("TE", "trailers"));

    assertThat(seen.get("headers").has("authorization")).isFalse();
    assertThat(seen.at("/headers/cookie").asString()).isEqualTo("theirs=1");
    assertThat(seen.at("/headers/x-forwarded-for").asString()).isNotEqualTo("6.6.6.6");
    assertThat(seen.at("/headers/x-forwarded-host").asString()).isNotEqualTo("evil");
    assertThat(seen.get("headers").has("te")).isFalse();
    assertThat(
            ask(HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Basic abc"))
                .at("/headers/authorization")
                .asString())
        .isEqualTo("Basic abc");
  }

  @Test
  void keepsAWorkletToItsOwnPath() {
    var answer = service.send(HttpRequest.newBuilder(service.uri(path + "cookie")));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).hasValue(path + "elsewhere");
    assertThat(answer.headers().allValues("set-cookie"))
        .containsExactly("a=1; Path=%sx".formatted(path), "b=2; Path=" + path);
    assertThat(answer.headers().map()).doesNotContainKeys("x-hop", "service-worker-allowed");
    assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
        .startsWith("sandbox")
        .doesNotContain("allow-same-origin");
  }

  @Test
  void streamsEvents() throws IOException {
    try (var socket = new Socket("localhost", service.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %sevents HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.UTF_8));
      var lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .lines()
              .filter(line -> line.startsWith("data: "))
              .limit(3)
              .toList();

      assertThat(lines).containsExactly("data: 0", "data: 1", "data: 2");
    }
  }

  @Test
  void passesWebSocketsOn() {
    var socket = new Messages();
    var open = socket.open(webSocketUri());

    open.sendText("hello", true).join();
    await().atMost(Service.A_WHILE).until(() -> socket.heard.contains("hello"));
    open.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    await().atMost(Service.A_WHILE).until(socket.closed::get);
  }

  URI webSocketUri() {
    return URI.create("ws://localhost:%d%ssocket".formatted(service.port(), path));
  }

  @Test
  void losesNoRequestWhenAVersionIsReplaced() {
    var failures = new CopyOnWriteArrayList<String>();
    var versions = new CopyOnWriteArrayList<String>();
    var answered = new AtomicInteger();
    var stop = new AtomicBoolean();
    var socket = new Messages();
    var open = socket.open(webSocketUri());
    var load =
        Flux.interval(Duration.ofMillis(20))
            .onBackpressureDrop()
            .takeWhile(_ -> !stop.get())
            .flatMap(
                number ->
                    reactor.core.publisher.Mono.fromRunnable(
                            () -> request(number, failures, versions, answered))
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()),
                32)
            .then()
            .toFuture();

    commit("2");
    service.post("/api/worklets/%s/rebuild".formatted(id), Map.of());
    open.sendText("still here", true).join();
    await()
        .atMost(Service.A_WHILE)
        .until(() ->
            service.deployments(id).size() == 2
                && service.deployments(id).get(0).get("status").asString().equals("LIVE"));
    await().atMost(Service.A_WHILE).until(() -> versions.contains("2"));
    service.awaitQuiet(id);
    stop.set(true);
    load.join();

    assertThat(failures).isEmpty();
    assertThat(socket.heard).contains("still here");
    assertThat(answered.get()).isGreaterThan(50);
    assertThat(versions).contains("1", "2");
  }

  void request(long number, List<String> failures, List<String> versions, AtomicInteger answered) {
    var request = HttpRequest.newBuilder(service.uri(path));
    var response =
        service.send(
            number % 3 == 0 ? request.POST(HttpRequest.BodyPublishers.ofString("x")) : request);
    if (response.statusCode() == 200) {
      answered.incrementAndGet();
      versions.add(JsonMapper.shared().readTree(response.body()).get("version").asString());
    } else {
      failures.add(response.statusCode() + " " + response.body());
    }
  }

  @Test
  void tellsThatNothingIsThere() {
    assertThat(service.send(HttpRequest.newBuilder(service.uri("/w/nobody/"))).statusCode())
        .isEqualTo(404);
    assertThat(
            service
                .send(HttpRequest.newBuilder(service.uri(path.replaceFirst("/$", ""))))
                .statusCode())
        .isEqualTo(308);
  }

  /// What a web socket hears.
  static final class Messages implements WebSocket.Listener {

    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicBoolean closed = new AtomicBoolean();

    WebSocket open(URI uri) {
      return HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .buildAsync(uri, this)
          .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.set(true);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable problem) {
      closed.set(true);
    }
  }
}
