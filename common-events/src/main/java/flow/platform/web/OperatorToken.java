package flow.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;

/// The operator's token, compared in constant time.
public record OperatorToken(String value) {

  /// Whether the request brings it.
  public boolean in(HttpHeaders headers) {
    var given = headers.getFirst(HttpHeaders.AUTHORIZATION);
    return !value.isEmpty()
        && given != null
        && given.regionMatches(true, 0, "Bearer ", 0, 7)
        && MessageDigest.isEqual(given.substring(7).strip().getBytes(UTF_8), value.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "OperatorToken[***]";
  }
}
