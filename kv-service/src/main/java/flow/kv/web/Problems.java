package flow.kv.web;

import flow.kv.json.InvalidJson;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes refusals as RFC 9457 problems.
@Component
class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final long MOST_DRAINED = 2 * Call.LARGEST_VALUE;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  /// What an error means to the caller. What is no refusal is the service's own trouble, and in the
  /// log.
  Refusal refusal(Throwable error) {
    return switch (error) {
      case Refusal refusal -> refusal;
      case InvalidJson invalid -> Refusal.invalid("The body: " + invalid.getMessage());
      case IllegalArgumentException _ -> Refusal.invalid("The request cannot be read");
      default -> {
        LOG.error("A call failed", error);
        yield new Refusal(Code.UNAVAILABLE, "The store cannot answer. Try again");
      }
    };
  }

  Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
    var response = exchange.getResponse();
    var status = HttpStatus.valueOf(refusal.code().status());
    if (!response.setStatusCode(HttpStatusCode.valueOf(refusal.code().status()))) {
      return Mono.error(refusal); // the answer had begun: cut it
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", refusal.getMessage());
    body.put("code", refusal.code().toString());
    body.putAll(refusal.members());
    headers(response.getHeaders(), refusal);
    var bytes = json.writeValueAsBytes(body);
    response.getHeaders().setContentLength(bytes.length);
    var answer =
        exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
            ? response.setComplete()
            : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    return unread(exchange, response.getHeaders()).then(answer);
  }

  private static void headers(HttpHeaders headers, Refusal refusal) {
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    switch (refusal.code()) {
      case UNAUTHORIZED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case RATE_LIMITED, UNAVAILABLE -> headers.set(HttpHeaders.RETRY_AFTER, "1");
      case METHOD_NOT_ALLOWED -> {
        if (refusal.members().get("allow") instanceof Collection<?> methods) {
          headers.set(
              HttpHeaders.ALLOW, String.join(", ", methods.stream().map(String::valueOf).toList()));
        }
      }
      default -> {}
    }
  }

  /// Reads what is left of a body, up to a limit: a connection whose request was not read to its
  /// end cannot be used for the next one. A body that is still longer ends the connection.
  private static Mono<Void> unread(ServerWebExchange exchange, HttpHeaders answer) {
    var request = exchange.getRequest();
    if (!hasBody(request)) {
      return Mono.empty();
    }
    if (request.getHeaders().getContentLength() > MOST_DRAINED) {
      answer.set(HttpHeaders.CONNECTION, "close");
      return Mono.empty();
    }
    var read = new AtomicLong();
    return request
        .getBody()
        .doOnNext(DataBufferUtils::release)
        .takeUntil(buffer -> {
          boolean enough = read.addAndGet(buffer.capacity()) > MOST_DRAINED;
          if (enough) {
            answer.set(HttpHeaders.CONNECTION, "close");
          }
          return enough;
        })
        .then()
        .timeout(PATIENCE)
        .onErrorResume(
            TimeoutException.class,
            _ -> Mono.fromRunnable(() -> answer.set(HttpHeaders.CONNECTION, "close")))
        .onErrorComplete(); // it was read already, or the caller is gone
  }

  private static boolean hasBody(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > 0
        || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }
}
