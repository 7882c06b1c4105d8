package flow.kv;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the service answered.
public record Answer(int status, HttpHeaders headers, byte[] bytes) {

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(bytes);
  }

  /// A problem's code.
  public String code() {
    return json().path("code").asString("");
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// The version its ETag tells.
  public long version() {
    return Long.parseLong(header("ETag").replace("\"", ""));
  }

  @Override
  public String toString() {
    return status + " " + text();
  }
}
