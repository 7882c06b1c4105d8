package flow.slack.simulator.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.record.Records;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.time.Instant;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows everything there is, for tests and for people who look.
public final class StateRoutes {

  private final Workspace workspace;
  private final Forms forms;
  private final Sockets sockets;
  private final Records records;

  public StateRoutes(Workspace workspace, Forms forms, Sockets sockets, Records records) {
    this.workspace = workspace;
    this.forms = forms;
    this.sockets = sockets;
    this.records = records;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(GET("/sim/workspace"), _ -> Bodies.json(overview()))
        .andRoute(GET("/sim/channels/{channel}/messages"), this::messages)
        .andRoute(GET("/sim/channels/{channel}/threads/{ts}"), this::thread)
        .andRoute(GET("/sim/ephemerals"), this::ephemerals)
        .andRoute(GET("/sim/forms/{user}"), this::form)
        .andRoute(GET("/sim/calls"), this::calls)
        .andRoute(DELETE("/sim/calls"), _ -> clear())
        .andRoute(GET("/sim/deliveries"), _ -> Bodies.json(records.deliveries()))
        .andRoute(GET("/sim/connections"), _ -> Bodies.json(sockets.open()));
  }

  private ObjectNode overview() {
    var overview = Json.object();
    overview.putObject("team").put("id", Seed.TEAM).put("name", Seed.TEAM_NAME);
    overview.put("bot", Seed.BOT_USER).set("people", Json.tree(workspace.people()));
    overview.set("channels", Json.tree(workspace.channels()));
    return overview;
  }

  private Mono<ServerResponse> messages(ServerRequest request) {
    return Bodies.array(workspace.messages(request.pathVariable("channel")), StateRoutes::full);
  }

  private Mono<ServerResponse> thread(ServerRequest request) {
    var thread = workspace.thread(request.pathVariable("channel"), request.pathVariable("ts"));
    return Bodies.array(thread, StateRoutes::full);
  }

  private Mono<ServerResponse> ephemerals(ServerRequest request) {
    var user = request.queryParam("user").orElse("");
    var notes =
        workspace.ephemerals().stream()
            .filter(note -> user.isEmpty() || note.user().equals(user))
            .toList();
    return Bodies.array(notes, StateRoutes::full);
  }

  private Mono<ServerResponse> form(ServerRequest request) {
    return forms
        .top(request.pathVariable("user"))
        .map(Bodies::json)
        .orElseGet(() -> ServerResponse.notFound().build());
  }

  private Mono<ServerResponse> calls(ServerRequest request) {
    var method = request.queryParam("method").orElse("");
    var since = request.queryParam("since").map(Instant::parse).orElse(Instant.EPOCH);
    var calls =
        records.calls().stream()
            .filter(call -> method.isEmpty() || call.method().equals(method))
            .filter(call -> !call.at().isBefore(since))
            .toList();
    return Bodies.json(calls);
  }

  private Mono<ServerResponse> clear() {
    records.clear();
    return ServerResponse.noContent().build();
  }

  private static JsonNode full(Message message) {
    var tree = (ObjectNode) Json.tree(message);
    return tree.put("text", message.text()).put("shown", message.shown());
  }

  private static JsonNode full(Ephemeral note) {
    return ((ObjectNode) Json.tree(note)).put("shown", note.shown());
  }
}
