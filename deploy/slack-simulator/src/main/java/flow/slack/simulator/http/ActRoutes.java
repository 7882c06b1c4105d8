package flow.slack.simulator.http;

import static flow.slack.simulator.http.Bodies.required;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import flow.slack.simulator.delivery.Receipt;
import flow.slack.simulator.http.Bodies.BadBody;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.people.ActRefused;
import flow.slack.simulator.people.Click;
import flow.slack.simulator.people.Clicks;
import flow.slack.simulator.people.Commands;
import flow.slack.simulator.people.FormFilling;
import flow.slack.simulator.people.Talk;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Acts as people, for the page and for tests of other processes.
public final class ActRoutes {

  private final Talk talk;
  private final Commands commands;
  private final Clicks clicks;
  private final FormFilling forms;

  public ActRoutes(Talk talk, Commands commands, Clicks clicks, FormFilling forms) {
    this.talk = talk;
    this.commands = commands;
    this.clicks = clicks;
    this.forms = forms;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(POST("/sim/act/{act}"), this::act);
  }

  private Mono<ServerResponse> act(ServerRequest request) {
    return Bodies.read(request)
        .flatMap(body -> act(request.pathVariable("act"), required(body, "user", "as"), body))
        .flatMap(Bodies::json)
        .onErrorResume(
            error -> error instanceof ActRefused || error instanceof BadBody,
            error -> Bodies.problem(HttpStatus.BAD_REQUEST, String.valueOf(error.getMessage())));
  }

  private Mono<JsonNode> act(String act, String user, JsonNode body) {
    return switch (act) {
      case "command" -> receipt(command(user, body));
      case "click" -> receipt(clicks.click(click(user, body)));
      case "submit" -> receipt(forms.submit(user, Bodies.texts(body, "inputs")));
      default -> Mono.fromSupplier(() -> quick(act, user, body));
    };
  }

  private JsonNode quick(String act, String user, JsonNode body) {
    switch (act) {
      case "message" -> {
        return message(user, body);
      }
      case "edit" -> talk.edit(user, channel(body), ts(body), required(body, "text"));
      case "delete" -> talk.delete(user, channel(body), ts(body));
      case "react" -> talk.react(user, channel(body), ts(body), required(body, "emoji"));
      case "invite" -> talk.invite(user, channel(body));
      case "dismiss" -> forms.dismiss(user);
      case "dismiss-note" -> talk.dismiss(user, ts(body));
      default -> throw new BadBody("nobody can " + act + " here");
    }
    return Json.object().put("ok", true);
  }

  private JsonNode message(String user, JsonNode body) {
    var thread = optional(body, "thread");
    var message = talk.say(user, channel(body), thread, required(body, "text"));
    return Json.object().put("ok", true).put("ts", message.ts());
  }

  private CompletableFuture<Receipt> command(String user, JsonNode body) {
    var command = required(body, "command");
    return commands.run(user, channel(body), command, Json.text(body, "text"));
  }

  private static Click click(String user, JsonNode body) {
    var target = required(body, "target", "action", "label");
    var inputs = Bodies.texts(body, "inputs");
    return new Click(user, channel(body), ts(body), target, optional(body, "value"), inputs);
  }

  private static Mono<JsonNode> receipt(CompletableFuture<Receipt> delivery) {
    return Mono.fromFuture(delivery).map(Json::tree);
  }

  private static String channel(JsonNode body) {
    return required(body, "channel");
  }

  private static String ts(JsonNode body) {
    return required(body, "ts");
  }

  private static @Nullable String optional(JsonNode body, String name) {
    var text = Json.text(body, name);
    return text.isEmpty() ? null : text;
  }
}
