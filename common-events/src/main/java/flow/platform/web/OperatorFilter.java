package flow.platform.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Lets only the operator's token into `/api/`.
final class OperatorFilter implements WebFilter {

  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private final OperatorToken token;

  OperatorFilter(OperatorToken token) {
    this.token = token;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var path = exchange.getRequest().getPath().pathWithinApplication().value();
    var guarded = path.equals("/api") || path.startsWith("/api/");
    return !guarded || token.in(exchange.getRequest().getHeaders())
        ? chain.filter(exchange)
        : refuse(exchange);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange) {
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatus.UNAUTHORIZED);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.getHeaders().set(HttpHeaders.CONNECTION, "close"); // the request's body is not read
    var body =
        Problem.body(
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "This API needs the operator's token: Authorization: Bearer <FLOW_API_TOKEN>");
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(JSON.writeValueAsBytes(body))));
  }
}
