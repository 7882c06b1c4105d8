package flow.worklet.preview;

import flow.worklet.deployment.Waking;
import flow.worklet.lifecycle.PreviewSettings;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.traffic.Route;
import flow.worklet.traffic.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Takes the requests for worklets before anything of Flow's own sees them.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PreviewRouter implements WebFilter {

  /// A person sees a page when the worklet takes longer to wake.
  private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(1);

  private static final Duration PROGRAM_PATIENCE = Duration.ofSeconds(30);

  private final Routes routes;
  private final Waking waking;
  private final Passage passage;
  private final PreviewSettings settings;
  private final MeterRegistry meters;

  PreviewRouter(
      Routes routes,
      Waking waking,
      Passage passage,
      PreviewSettings settings,
      MeterRegistry meters) {
    this.routes = routes;
    this.waking = waking;
    this.passage = passage;
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var target = Target.of(exchange.getRequest(), settings);
    if (target == null) {
      return chain.filter(exchange);
    }
    var sample = Timer.start(meters);
    return (target.lacksSlash() ? redirect(exchange, target) : route(exchange, target))
        .doFinally(_ ->
            sample.stop(
                meters.timer("flow.worklet.preview.requests", "outcome", outcome(exchange))));
  }

  private static String outcome(ServerWebExchange exchange) {
    var status = exchange.getResponse().getStatusCode();
    return status == null
        ? "broken"
        : switch (status.value() / 100) {
          case 1, 2, 3 -> "ok";
          case 4 -> "client_error";
          default -> "server_error";
        };
  }

  private static Mono<Void> redirect(ServerWebExchange exchange, Target target) {
    exchange.getResponse().setStatusCode(HttpStatus.PERMANENT_REDIRECT);
    exchange
        .getResponse()
        .getHeaders()
        .setLocation(URI.create(target.prefix() + "/" + target.rest()));
    return exchange.getResponse().setComplete();
  }

  private Mono<Void> route(ServerWebExchange exchange, Target target) {
    return routes
        .find(target.slug())
        .filter(route -> route.worklet().state() != State.DELETED)
        .map(route -> new Found(route))
        .defaultIfEmpty(Found.NOTHING)
        .flatMap(found ->
            found.route() == null
                ? Pages.unknown(exchange)
                : answer(exchange, target, found.route()));
  }

  private record Found(@Nullable Route route) {

    static final Found NOTHING = new Found(null);
  }

  private Mono<Void> answer(ServerWebExchange exchange, Target target, Route route) {
    if (route.isOpen()) {
      return passage.pass(exchange, target, route);
    }
    var worklet = route.worklet();
    return switch (worklet.state()) {
      case PAUSED, STOPPED ->
          worklet.wakeable() && mayWake(exchange)
              ? wake(exchange, target, worklet)
              : Pages.stopped(exchange, worklet);
      case CREATING, BUILDING, DEPLOYING -> Pages.building(exchange, worklet);
      case RUNNING, FAILED -> Pages.broken(exchange, worklet);
      case DELETED -> Pages.unknown(exchange);
    };
  }

  /// What nobody looks at does not wake a worklet.
  private static boolean mayWake(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    var headers = request.getHeaders();
    boolean ahead =
        "prefetch".equals(headers.getFirst("Purpose"))
            || String.valueOf(headers.getFirst("Sec-Purpose")).startsWith("prefetch");
    return !ahead && !request.getPath().value().endsWith("/favicon.ico");
  }

  private Mono<Void> wake(ServerWebExchange exchange, Target target, Worklet worklet) {
    var headers = exchange.getRequest().getHeaders();
    boolean person =
        HttpMethod.GET.equals(exchange.getRequest().getMethod())
            && Pages.isForBrowser(headers)
            && !isWebSocket(headers);
    var patience = person ? BROWSER_PATIENCE : PROGRAM_PATIENCE;
    return Mono.firstWithSignal(waking.wake(worklet.id()), Mono.delay(patience).then())
        .then(Mono.defer(() -> routes.find(target.slug())))
        .flatMap(route ->
            switch (route.worklet().state()) {
              case PAUSED, STOPPED -> Pages.waking(exchange, worklet);
              case CREATING, BUILDING, DEPLOYING, RUNNING, FAILED, DELETED ->
                  answer(exchange, target, route);
            });
  }

  static boolean isWebSocket(HttpHeaders headers) {
    return "websocket".equalsIgnoreCase(headers.getUpgrade());
  }
}
