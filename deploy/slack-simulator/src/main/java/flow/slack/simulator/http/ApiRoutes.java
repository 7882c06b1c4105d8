package flow.slack.simulator.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import flow.slack.simulator.api.Reply;
import flow.slack.simulator.api.Request;
import flow.slack.simulator.api.WebApi;
import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/// The Web API's address: reads arguments the way Slack does and writes its answers.
public final class ApiRoutes {

  private static final String BEARER = "Bearer ";

  private final WebApi api;
  private final Address address;

  public ApiRoutes(WebApi api, Address address) {
    this.api = api;
    this.address = address;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(POST("/api/{method}").or(GET("/api/{method}")), this::answer);
  }

  private Mono<ServerResponse> answer(ServerRequest request) {
    var host = request.headers().firstHeader(HttpHeaders.HOST);
    if (host != null) {
      address.reachedAt(host);
    }
    return read(request).flatMap(api::answer).flatMap(reply -> write(request, reply));
  }

  private static Mono<Request> read(ServerRequest request) {
    var type = request.headers().contentType().orElse(MediaType.APPLICATION_FORM_URLENCODED);
    if (MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
      return request.bodyToMono(String.class).defaultIfEmpty("{}").map(body -> json(request, body));
    }
    if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
      return request.formData().map(form -> form(request, form));
    }
    return Mono.just(request(request, Json.object(), false, "invalid_post_type"));
  }

  private static Request json(ServerRequest request, String body) {
    var parsed = Json.parse(body);
    if (parsed instanceof ObjectNode object) {
      return request(request, object, true, null);
    }
    var problem = parsed == null ? "invalid_json" : "json_not_object";
    return request(request, Json.object(), true, problem);
  }

  private static Request form(ServerRequest request, MultiValueMap<String, String> form) {
    var values = Json.object();
    request.queryParams().toSingleValueMap().forEach(values::put);
    form.toSingleValueMap().forEach(values::put);
    return request(request, values, false, null);
  }

  private static Request request(
      ServerRequest request, ObjectNode values, boolean json, @Nullable String problem) {
    var argument = Json.text(values, "token");
    values.remove("token");
    var header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
    var token =
        header != null && header.startsWith(BEARER)
            ? header.substring(BEARER.length())
            : argument.isEmpty() ? null : argument;
    return new Request(request.pathVariable("method"), token, values, json, problem);
  }

  private static Mono<ServerResponse> write(ServerRequest request, Reply reply) {
    if (reply.reset()) {
      Wire.reset(request.exchange().getRequest());
      return Mono.never();
    }
    var response =
        ServerResponse.status(reply.status())
            .contentType(MediaType.parseMediaType("application/json;charset=utf-8"))
            .header("X-Slack-Req-Id", Ids.letters(32));
    if (reply.retryAfter() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, Integer.toString(reply.retryAfter()));
    }
    return response.bodyValue(reply.body().toString());
  }
}
