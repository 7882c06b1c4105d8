package flow.kv.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/// Writes answers.
public final class Answers {

  private Answers() {}

  public static Mono<Void> json(Call call, byte[] body) {
    var response = call.response();
    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    response.getHeaders().setContentLength(body.length);
    if (call.asksForHeadOnly()) {
      return response.setComplete();
    }
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  public static Mono<Void> json(Call call, CharSequence body) {
    return json(call, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Mono<Void> empty(Call call, int status) {
    call.response().setStatusCode(HttpStatusCode.valueOf(status));
    return call.response().setComplete();
  }

  /// Tells the version of the entry that was read or written.
  public static void version(Call call, long version) {
    call.response().getHeaders().set(HttpHeaders.ETAG, "\"" + version + "\"");
  }
}
