package flow.kv.web;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets browsers call from the pages of the worklet itself. Credentials travel in a header that
/// only the page's own script can set, so nothing a browser adds by itself opens anything.
@Component
class Cors {

  private static final String METHODS = "GET, HEAD, PUT, POST, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Accept, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID";
  private static final String RESPONSE_HEADERS =
      "ETag, Flow-Expires-At, Flow-Quota-Keys, Flow-Quota-Bytes, RateLimit, RateLimit-Policy, Retry-After, Location";

  private final Origins origins;

  Cors(Origins origins) {
    this.origins = origins;
  }

  /// Answers a browser's question before a call, or marks the call's own answer as readable.
  Mono<Void> around(ServerWebExchange exchange, @Nullable UUID worklet, Supplier<Mono<Void>> call) {
    var origin = exchange.getRequest().getHeaders().getOrigin();
    if (origin == null) {
      return call.get();
    }
    exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    var allowed =
        worklet == null ? Mono.just(false) : origins.allows(worklet, origin).onErrorReturn(false);
    return allowed.flatMap(yes -> {
      if (yes) {
        mark(exchange.getResponse().getHeaders(), origin);
      }
      return isPreflight(exchange) ? answer(exchange, yes) : call.get();
    });
  }

  private static boolean isPreflight(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod().equals(HttpMethod.OPTIONS)
        && exchange
            .getRequest()
            .getHeaders()
            .containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static Mono<Void> answer(ServerWebExchange exchange, boolean allowed) {
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatus.NO_CONTENT);
    if (allowed) {
      var headers = response.getHeaders();
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
      headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
    }
    return response.setComplete();
  }

  private static void mark(HttpHeaders headers, String origin) {
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
  }
}
