package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one worklet can do to another's store: nothing, nor learn whether there is one.
class IsolationTest {

  static final String SECRET = "hands off";

  final RunningService service = RunningService.shared();
  final Store mine = Store.open(service);
  final Store theirs = Store.open(service);
  String before = "";

  @BeforeEach
  void store() {
    theirs.set("/ns/key", "\"" + SECRET + "\"");
    mine.set("/ns/key", "\"mine\"");
    before = theirs.get(":export").text();
  }

  @AfterEach
  void theirStoreIsAsItWas() {
    assertThat(theirs.get(":export").text()).isEqualTo(before).contains(SECRET);
  }

  @Test
  void answersEveryCallOnAnotherAlikeWhetherItExistsOrNot() {
    var nobodys = UUID.randomUUID();

    for (var call : everyCall()) {
      var onTheirs = mine.send(call.method, call.at(theirs.worklet()), call.body);
      var onNobodys = mine.send(call.method, call.at(nobodys), call.body);
      assertThat(onTheirs.status()).as(call.toString()).isEqualTo(403);
      assertThat(onNobodys.status()).as(call.toString()).isEqualTo(403);
      assertThat(onTheirs.bytes()).as(call.toString()).isEqualTo(onNobodys.bytes());
      assertThat(onTheirs.headers().map()).as(call.toString()).isEqualTo(onNobodys.headers().map());
    }
  }

  @Test
  void answersEveryCallWithoutATokenAlike() {
    var nobodys = UUID.randomUUID();
    var stranger = Store.as(service, nobodys, "flowkv_" + "B".repeat(43));

    for (var call : everyCall()) {
      var onTheirs = stranger.send(call.method, call.at(theirs.worklet()), call.body);
      var onNobodys = stranger.send(call.method, call.at(nobodys), call.body);
      assertThat(onTheirs.status()).as(call.toString()).isEqualTo(401);
      assertThat(onTheirs.bytes()).as(call.toString()).isEqualTo(onNobodys.bytes());
    }
  }

  /// `%s` is their id, `%m` the caller's own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/worklets/%m/kv/../../%s/kv/ns/key",
        "/v1/worklets/%m/../%s/kv/ns/key",
        "/v1/worklets/%m/kv/..%2f..%2f%s/kv/ns/key",
        "/v1/worklets/%m/kv/%2e%2e/%2e%2e/%s/kv/ns/key",
        "/v1/worklets/%m%2f..%2f%s/kv/ns/key",
        "/v1/worklets/%m;/../%s/kv/ns/key",
        "/v1/worklets/%s;x=%m/kv/ns/key",
        "/v1/worklets/%s/kv/ns/key;worklet=%m",
        "/v1/worklets/%s/kv/ns/key?worklet=%m",
        "/v1/worklets/%s/kv/ns/key#/v1/worklets/%m",
        "/v1/worklets//%s/kv/ns/key",
        "//v1/worklets/%s/kv/ns/key",
        "/v1/worklets/%s//kv/ns/key",
        "/v1/worklets/%s/kv//ns/key",
        "/v1/./worklets/%s/kv/ns/key",
        "/v1/worklets/%s/./kv/ns/key",
        "/v1/worklets/%s%00/kv/ns/key",
        "/v1/worklets/%s%20/kv/ns/key",
        "/v1/worklets/%s/kv/ns/key%00",
        "/v1/worklets/%s/kv/ns%c0%afkey",
        "/v1/worklets/%s/kv/ns%252fkey",
        "/v1/worklets/%s/kv/ns%5ckey",
        "/v1\\worklets\\%s\\kv\\ns\\key",
        "/%76%31/worklets/%s/kv/ns/key",
        "/v1/worklet%73/%s/%6b%76/ns/key",
        "/v1/worklets/%S/kv/ns/key",
        "/v1/worklets/{%s}/kv/ns/key",
        "/v1/worklets/urn:uuid:%s/kv/ns/key",
        "/v1/worklets/%m,%s/kv/ns/key",
        "/v1/worklets/*/kv/ns/key",
        "/v1/worklets/%25/kv/ns/key",
        "/v1/worklets/%s/kv:export",
        "/v1/worklets/%s/kv%3Aexport",
        "/v1/worklets/%s/kv/ns:watch",
        "/v1/worklets/%s/kv/ns?values=true",
        "http://localhost/v1/worklets/%s/kv/ns/key",
        "http://%m@localhost/v1/worklets/%s/kv/ns/key"
      })
  void opensNothingByATrickInThePath(String trick) {
    var target =
        trick
            .replace("%S", theirs.worklet().toString().toUpperCase(Locale.ROOT))
            .replace("%s", theirs.worklet().toString())
            .replace("%m", mine.worklet().toString());

    for (var method : List.of("GET", "PUT", "DELETE", "POST")) {
      var answer = RawCall.send(service.port(), method, target, mine.token(), "\"planted\"");
      assertThat(RawCall.status(answer)).as("%s %s", method, target).isBetween(400, 499);
      assertThat(answer).doesNotContain(SECRET);
    }
  }

  @Test
  void takesNoOtherWordForWhoCalls() {
    var path = "/v1/worklets/" + theirs.worklet() + "/kv/ns/key";
    var own = "/v1/worklets/" + mine.worklet() + "/kv/ns/key";

    for (var trick :
        List.of(
            "X-Original-URL: " + own,
            "X-Rewrite-URL: " + own,
            "X-Forwarded-Prefix: /v1/worklets/" + mine.worklet(),
            "X-HTTP-Method-Override: GET",
            "Forwarded: for=127.0.0.1;host=localhost",
            "Authorization: Bearer " + theirs.token().toLowerCase(Locale.ROOT),
            "X-Flow-Worklet: " + theirs.worklet())) {
      var answer =
          RawCall.send(
              service.port(),
              "GET "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                  + mine.token()
                  + "\r\n"
                  + trick,
              "");
      assertThat(RawCall.status(answer)).as(trick).isEqualTo(403);
      assertThat(answer).doesNotContain(SECRET);
    }
  }

  @Test
  void reachesNobodyElseFromInsideABatch() {
    var their = theirs.worklet();
    var batches =
        List.of(
            new Request(
                "POST", ":commit", operation("\"worklet\":\"" + their + "\",\"ns\":\"ns\"")),
            new Request("POST", ":commit", operation("\"ns\":\"../../" + their + "/kv/ns\"")),
            new Request("POST", ":commit", operation("\"ns\":\"" + their + "/ns\"")),
            new Request(
                "POST",
                ":commit",
                "{\"checks\":[{\"worklet\":\"%s\",\"ns\":\"ns\",\"key\":\"key\",\"version\":0}]}"
                    .formatted(their)),
            new Request("POST", "/ns:mget", "{\"keys\":[\"../../" + their + "/kv/ns/key\"]}"),
            new Request("POST", "/ns:mget", "{\"worklet\":\"" + their + "\",\"keys\":[\"key\"]}"),
            new Request("POST", "/ns:mset", "{\"" + their + "/ns/key\":1}"),
            new Request("POST", ":import", "{\"" + their + "/kv/ns\":{\"key\":1}}"),
            new Request("POST", ":import", "{\"../../" + their + "/kv/ns\":{\"key\":1}}"));

    for (var batch : batches) {
      var refused = mine.call(batch.method, batch.path, batch.body);
      assertThat(refused.code()).as(batch.toString()).isEqualTo("validation_failed");
      assertThat(refused.text()).doesNotContain(SECRET);
    }
    assertThat(mine.post("/ns:mget", "{\"keys\":[\"key\"]}").text())
        .isEqualTo("{\"key\":\"mine\"}");
  }

  @Test
  void keepsRequestIdsApart() {
    assertThat(theirs.post("/n/n:increment", "{}", "Idempotency-Key", "same").status())
        .isEqualTo(200);
    var own = mine.post("/n/n:increment", "{\"delta\":5}", "Idempotency-Key", "same");

    assertThat(own.status()).isEqualTo(200);
    assertThat(own.json().get("value").asInt()).isEqualTo(5);
    assertThat(theirs.delete("/n").status()).isEqualTo(200);
  }

  private static String operation(String place) {
    return "{\"operations\":[{\"op\":\"put\"," + place + ",\"key\":\"key\",\"value\":1}]}";
  }

  private static List<Request> everyCall() {
    var calls = new ArrayList<Request>();
    for (var method : List.of("GET", "PUT", "DELETE")) {
      calls.add(new Request(method, "/kv/ns/key", method.equals("PUT") ? "1" : null));
      calls.add(new Request(method, "/kv/none/none", method.equals("PUT") ? "1" : null));
    }
    calls.add(new Request("HEAD", "/kv/ns/key", null));
    for (var verb : List.of("increment", "append", "touch")) {
      calls.add(new Request("POST", "/kv/ns/key:" + verb, "{\"value\":\"x\"}"));
    }
    calls.add(new Request("POST", "/kv/ns:mset", "{\"key\":1}"));
    calls.add(new Request("POST", "/kv/ns:mget", "{\"keys\":[\"key\"]}"));
    calls.add(new Request("GET", "/kv/ns", null));
    calls.add(new Request("GET", "/kv/ns:watch", null));
    calls.add(new Request("DELETE", "/kv/ns", null));
    calls.add(new Request("GET", "/kv", null));
    calls.add(new Request("DELETE", "/kv", null));
    calls.add(new Request("GET", "/kv:stats", null));
    calls.add(new Request("GET", "/kv:export", null));
    calls.add(new Request("POST", "/kv:import", "{\"ns\":{\"key\":1}}"));
    calls.add(new Request("POST", "/kv:commit", "{}"));
    calls.add(new Request("POST", "/tokens", "{}"));
    calls.add(new Request("DELETE", "/tokens", null));
    calls.add(new Request("DELETE", "", null));
    return calls;
  }

  private record Request(String method, String path, @Nullable String body) {

    String at(UUID worklet) {
      return "/v1/worklets/" + worklet + path;
    }
  }
}
