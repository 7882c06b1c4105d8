package flow.kv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Requests that are nearly right, and some that are not right at all.
final class MalformedRequests {

  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "PURGE");
  private static final List<String> PATHS =
      List.of(
          "/kv/fuzz/key",
          "/kv/fuzz/n",
          "/kv/fuzz/key:increment",
          "/kv/fuzz/key:append",
          "/kv/fuzz/key:touch",
          "/kv/fuzz",
          "/kv/fuzz:mset",
          "/kv/fuzz:mget",
          "/kv",
          "/kv:stats",
          "/kv:export",
          "/kv:import",
          "/kv:commit",
          "/tokens",
          "");
  private static final List<String> QUERIES =
      List.of(
          "ttl=%s",
          "limit=%s",
          "cursor=%s",
          "prefix=%s",
          "pattern=%s",
          "values=%s",
          "versions=%s",
          "details=%s",
          "conflict=%s",
          "dryRun=%s",
          "%s");
  private static final List<String> HEADERS =
      List.of(
          "If-Match: %s",
          "If-None-Match: %s",
          "Idempotency-Key: %s",
          "Content-Type: %s",
          "Accept: %s",
          "Origin: %s",
          "Accept: application/x-ndjson",
          "Content-Type: application/x-ndjson",
          "X-Any: %s");
  private static final List<String> SCRAPS =
      List.of(
          "",
          "0",
          "-1",
          "1e999",
          "NaN",
          "null",
          "true",
          "\"1\"",
          "W/\"1\"",
          "*",
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "..",
          "../..",
          "%2e%2e%2f",
          "'",
          "\"",
          "\\",
          "${x}",
          "{}",
          "[]",
          ";",
          "a b",
          "99999999999999999999",
          "\u00e9",
          "\u0001",
          "keep",
          "?",
          "#",
          "&",
          "=",
          "xxxxxxxxxxxxxxxx");
  private static final List<String> BODIES =
      List.of(
          "{\"a\":1,\"b\":[1,2,{\"c\":null}]}",
          "{\"delta\":1,\"min\":0,\"max\":10,\"path\":[\"a\",\"0\"],\"ttl\":5}",
          "{\"value\":\"text\\u00e9\\ud83d\"}",
          "{\"keys\":[\"key\",\"n\",\"none\"]}",
          "{\"ttl\":null}",
          "{\"fuzz\":{\"key\":{\"__proto__\":1}}}",
          "{\"ns\":\"fuzz\",\"key\":\"key\",\"value\":1,\"version\":1,\"expiresAt\":\"2030-01-01T00:00:00Z\"}\n",
          "{\"checks\":[{\"ns\":\"fuzz\",\"key\":\"key\",\"version\":null}],\"operations\":[{\"op\":\"put\",\"ns\":\"fuzz\",\"key\":\"a\",\"value\":1},{\"op\":\"increment\",\"ns\":\"fuzz\",\"key\":\"n\",\"delta\":1e5}]}",
          "{\"access\":\"read-only\",\"origins\":[\"https://example.com\"]}",
          "-12.50e+10",
          " [ \"\\u0000\" , 1E400 , \"\\\\\\\"\" ] ",
          "\"\ud83d\ude00\"",
          "null");
  private static final String BYTES =
      "{}[]\",:\\0123456789eE+-.tfnul\u0000\u007f\u00ff\u00c0\u0080\n\r\t ";

  private final Random random;

  MalformedRequests(Random random) {
    this.random = random;
  }

  Request to(UUID worklet, String token) {
    var path = "/v1/worklets/" + worklet + one(PATHS);
    if (random.nextInt(3) == 0) {
      path = mutated(path);
    }
    while (random.nextInt(2) == 0) {
      path += (path.contains("?") ? "&" : "?") + one(QUERIES).replace("%s", one(SCRAPS));
    }
    var head =
        new StringBuilder(one(METHODS))
            .append(' ')
            .append(path.replace("\r", "").replace("\n", "").replace(' ', '+'))
            .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ")
            .append(random.nextInt(20) == 0 ? mutated(token) : token);
    while (random.nextInt(2) == 0) {
      head.append("\r\n").append(one(HEADERS).replace("%s", one(SCRAPS)));
    }
    return new Request(head.toString(), new String(value(), StandardCharsets.ISO_8859_1));
  }

  /// Something that may be JSON.
  byte[] value() {
    var body =
        new String(one(BODIES).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      body = mutated(body);
    }
    if (random.nextInt(50) == 0) {
      int depth = random.nextInt(2000);
      body = "[".repeat(depth) + body + "]".repeat(depth);
    }
    if (random.nextInt(200) == 0) {
      body = "\"" + body.replace("\"", "").repeat(20_000) + "\"";
    }
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String mutated(String text) {
    if (text.isEmpty()) {
      return one(SCRAPS);
    }
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + random.nextInt(8));
    var noise = String.valueOf(BYTES.charAt(random.nextInt(BYTES.length())));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + noise + text.substring(at);
      case 2 -> text.substring(0, at) + noise + text.substring(at + 1);
      case 3 -> text.substring(0, to) + text.substring(at);
      case 4 -> text.substring(0, at) + one(SCRAPS) + text.substring(at);
      default -> text.substring(0, at);
    };
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// @param head without its last, empty line
  record Request(String head, String body) {}
}
