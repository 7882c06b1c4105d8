package flow.slack.simulator.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import flow.slack.simulator.faults.Fault;
import flow.slack.simulator.faults.Fault.Kind;
import flow.slack.simulator.faults.Faults;
import flow.slack.simulator.faults.Limits;
import flow.slack.simulator.http.Bodies.BadBody;
import flow.slack.simulator.json.Json;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The switches that make things go wrong, and the rate limits.
public final class FaultRoutes {

  private final Faults faults;
  private final Limits limits;

  public FaultRoutes(Faults faults, Limits limits) {
    this.faults = faults;
    this.limits = limits;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(GET("/sim/faults"), _ -> Bodies.json(state()))
        .andRoute(POST("/sim/faults"), this::add)
        .andRoute(DELETE("/sim/faults"), _ -> clear());
  }

  private ObjectNode state() {
    var state = Json.object();
    state.set("faults", Json.tree(faults.active()));
    state.put("duplicates", faults.copies());
    state.put("ignoredAcknowledgements", faults.acknowledgementsIgnored());
    state.put("socketsRefused", faults.socketsAreRefused());
    return state.put("limits", limits.scale());
  }

  private Mono<ServerResponse> clear() {
    faults.clear();
    return Bodies.json(state());
  }

  private Mono<ServerResponse> add(ServerRequest request) {
    return Bodies.read(request)
        .doOnNext(this::add)
        .flatMap(_ -> Bodies.json(state()))
        .onErrorResume(
            BadBody.class,
            error -> Bodies.problem(HttpStatus.BAD_REQUEST, String.valueOf(error.getMessage())));
  }

  private void add(JsonNode body) {
    var kind = Bodies.required(body, "kind").toUpperCase(Locale.ROOT).replace('-', '_');
    switch (kind) {
      case "DUPLICATES" -> faults.duplicateDeliveries(body.path("times").asInt(1));
      case "IGNORE_ACKNOWLEDGEMENTS" -> faults.ignoreAcknowledgements(times(body));
      case "DROP_SOCKETS" -> faults.dropSockets();
      case "REFRESH_SOCKETS" -> faults.refreshSockets();
      case "WARN_SOCKETS" -> faults.warnSockets();
      case "REFUSE_SOCKETS" -> faults.refuseSockets(body.path("on").asBoolean(true));
      case "LIMITS" -> limits.scale(body.path("scale").asDouble(1));
      default -> faults.add(fault(kind, body));
    }
  }

  private static Fault fault(String kind, JsonNode body) {
    var known = Arrays.stream(Kind.values()).filter(each -> each.name().equals(kind)).findFirst();
    var method = Json.text(body, "method");
    return new Fault(
        known.orElseThrow(() -> new BadBody("no such fault: " + kind)),
        method.isEmpty() ? "*" : method,
        times(body),
        body.path("millis").asLong(1000),
        body.path("status").asInt(503),
        body.path("retryAfter").asInt(1),
        body.path("share").asDouble(1));
  }

  private static int times(JsonNode body) {
    return body.path("times").asInt(Faults.ALWAYS);
  }
}
