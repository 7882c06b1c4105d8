package flow.slack.simulator;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls by hand, for what the SDK would not send.
final class Wire {

  private final HttpClient http = HttpClient.newHttpClient();
  private final SlackSimulator simulator;

  Wire(SlackSimulator simulator) {
    this.simulator = simulator;
  }

  @CanIgnoreReturnValue
  HttpResponse<String> form(String method, String token, String form)
      throws IOException, InterruptedException {
    return send(method, token, "application/x-www-form-urlencoded", form);
  }

  @CanIgnoreReturnValue
  HttpResponse<String> json(String method, String token, String json)
      throws IOException, InterruptedException {
    return send(method, token, "application/json; charset=utf-8", json);
  }

  /// The error of a call with the bot's token; blank when it succeeded.
  String error(String method, ObjectNode arguments) throws IOException, InterruptedException {
    return error(json(method, simulator.botToken(), arguments.toString()));
  }

  static String error(HttpResponse<String> response) {
    return Json.text(Json.parse(response.body()), "error");
  }

  HttpResponse<String> sim(String verb, String path, String body)
      throws IOException, InterruptedException {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(simulator.url() + path)).method(verb, publisher).build();
    return http.send(request, BodyHandlers.ofString());
  }

  JsonNode look(String path) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(sim("GET", path, "").body());
  }

  private HttpResponse<String> send(String method, String token, String type, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(simulator.apiUrl() + method))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
