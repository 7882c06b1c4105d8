package flow.slack.simulator.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.people.Answers;
import flow.slack.simulator.record.Call;
import flow.slack.simulator.record.Records;
import flow.slack.simulator.workspace.Hooks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The response URLs of commands and clicks.
public final class HookRoutes {

  private final Hooks hooks;
  private final Answers answers;
  private final Records records;

  public HookRoutes(Hooks hooks, Answers answers, Records records) {
    this.hooks = hooks;
    this.answers = answers;
    this.records = records;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(POST("/commands/{team}/{hook}"), this::respond);
  }

  private Mono<ServerResponse> respond(ServerRequest request) {
    return request.bodyToMono(String.class).defaultIfEmpty("").flatMap(body -> show(request, body));
  }

  private Mono<ServerResponse> show(ServerRequest request, String body) {
    var began = Instant.now();
    var answer = Json.parse(body);
    var error = show(request.pathVariable("hook"), answer);
    var outcome = error == null ? "ok" : error;
    var arguments = answer == null ? Json.object() : answer;
    var took = Duration.between(began, Instant.now());
    var status = error == null ? 200 : error.endsWith("_url") ? 404 : 400;
    records.add(new Call(began, "response_url", arguments, outcome, status, took));
    if (error == null) {
      return ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).bodyValue("ok");
    }
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Json.object().put("ok", false).put("error", error).toString());
  }

  private @Nullable String show(String id, @Nullable JsonNode answer) {
    var hook = hooks.find(id);
    if (hook == null) {
      return "expired_url";
    }
    if (!(answer instanceof ObjectNode)) {
      return "invalid_payload";
    }
    return hooks.use(hook) ? answers.show(hook, answer) : "used_url";
  }
}
