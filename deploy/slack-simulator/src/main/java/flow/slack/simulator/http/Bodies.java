package flow.slack.simulator.http;

import flow.slack.simulator.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out of the simulator's own routes.
final class Bodies {

  private Bodies() {}

  /// A request that lacks something.
  static final class BadBody extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadBody(String message) {
      super(message);
    }
  }

  static Mono<ObjectNode> read(ServerRequest request) {
    return request.bodyToMono(String.class).defaultIfEmpty("{}").map(Bodies::object);
  }

  static Mono<ServerResponse> json(Object value) {
    var tree = value instanceof JsonNode node ? node : Json.tree(value);
    return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(tree.toString());
  }

  static <T> Mono<ServerResponse> array(List<T> values, Function<T, JsonNode> form) {
    var array = Json.array();
    values.forEach(value -> array.add(form.apply(value)));
    return json(array);
  }

  static Mono<ServerResponse> problem(HttpStatus status, String message) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Json.object().put("error", message).toString());
  }

  /// A member that has to be there; the first of its names that is.
  static String required(JsonNode body, String... names) {
    for (var name : names) {
      if (!Json.text(body, name).isEmpty()) {
        return Json.text(body, name);
      }
    }
    throw new BadBody("missing: " + String.join(" or ", names));
  }

  static Map<String, String> texts(JsonNode body, String member) {
    var texts = new HashMap<String, String>();
    body.path(member)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  private static ObjectNode object(String body) {
    if (Json.parse(body) instanceof ObjectNode object) {
      return object;
    }
    throw new BadBody("the body is not a JSON object");
  }
}
