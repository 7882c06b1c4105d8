package flow.kv.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Takes the calls on the store: who calls, may they, which call is it.
///
/// It is a filter and no controller because these calls are many and small: finding a controller
/// costs more than answering.
@Component
class StoreFilter implements WebFilter, Ordered {

  private static final UUID NONE = new UUID(0, 0);

  private final Router router;
  private final Callers callers;
  private final Throttle throttle;
  private final Cors cors;
  private final Problems problems;
  private final Operations operations;

  StoreFilter(
      Router router,
      Callers callers,
      Throttle throttle,
      Cors cors,
      Problems problems,
      Operations operations) {
    this.router = router;
    this.callers = callers;
    this.throttle = throttle;
    this.cors = cors;
    this.problems = problems;
    this.operations = operations;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var path = exchange.getRequest().getPath().value();
    if (!path.startsWith("/v1/")) {
      return chain.filter(exchange);
    }
    try {
      var target = Target.of(path);
      var id = target == null ? null : target.id();
      return cors.around(exchange, id, () -> answer(exchange, target, id));
    } catch (Refusal refusal) {
      return problems.write(exchange, refusal);
    }
  }

  private Mono<Void> answer(
      ServerWebExchange exchange, @Nullable Target target, @Nullable UUID id) {
    var running = operations.start();
    return callers
        .identify(exchange.getRequest().getHeaders())
        .switchIfEmpty(Mono.error(StoreFilter::unknownCaller))
        .flatMap(caller -> run(exchange, caller, target, id, running))
        .doOnSuccess(_ -> running.ended("ok"))
        .doOnCancel(() -> running.ended("cancelled"))
        .onErrorResume(error -> {
          var refusal = problems.refusal(error);
          running.ended(refusal.code().toString());
          return problems.write(exchange, refusal);
        });
  }

  private Mono<Void> run(
      ServerWebExchange exchange,
      Caller caller,
      @Nullable Target target,
      @Nullable UUID id,
      Operations.Running running) {
    if (target == null) {
      throw new Refusal(Code.NOT_FOUND, "There is no such path");
    }
    var route = router.find(method(exchange), target);
    running.named(route.operation());
    var worklet = id == null ? NONE : id;
    if (!caller.may(route.access(), worklet)) {
      throw new Refusal(Code.FORBIDDEN, "This token does not allow that");
    }
    if (target.shape() != Target.Shape.WORKLETS && id == null) {
      throw Refusal.invalid("A worklet id is a UUID such as 0b5b9f0e-5f2c-5d0a-9d0b-3d3c1f2a4b5c");
    }
    target.check();
    if (caller instanceof Caller.Worklet) {
      charge(exchange, worklet);
    }
    return route.handler().apply(new Call(exchange, worklet, target.namespace(), target.key()));
  }

  private void charge(ServerWebExchange exchange, UUID worklet) {
    var allowance = throttle.take(worklet);
    var headers = exchange.getResponse().getHeaders();
    headers.set("RateLimit-Policy", "\"calls\";q=" + allowance.perSecond() + ";w=1");
    headers.set("RateLimit", "\"calls\";r=" + Math.max(0, allowance.left()) + ";t=1");
    if (allowance.exceeded()) {
      throw new Refusal(
          Code.RATE_LIMITED,
          "More than %d calls a second; try again in a second".formatted(allowance.perSecond()));
    }
  }

  private static HttpMethod method(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod();
  }

  private static Refusal unknownCaller() {
    return new Refusal(
        Code.UNAUTHORIZED,
        "This call needs a worklet's token or the operator's: Authorization: Bearer <token>");
  }
}
