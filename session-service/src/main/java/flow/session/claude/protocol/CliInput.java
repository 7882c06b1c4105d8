package flow.session.claude.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One line for the CLI to read. It is JSON written by a library: a single line that is none ends
/// the CLI.
public record CliInput(ObjectNode json) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// What a person says.
  ///
  /// `client_composed` keeps a leading `/` and an `@file` in it from meaning anything to the CLI;
  /// the id makes it safe to send twice.
  public static CliInput prompt(String id, String text) {
    var line = type("user").put("uuid", id).put("client_composed", true);
    line.putNull("parent_tool_use_id");
    line.putObject("message").put("role", "user").put("content", text);
    return new CliInput(line);
  }

  /// Asks whether the process is up.
  public static CliInput initialize(String request) {
    return control(request, "initialize");
  }

  /// Stops the turn that runs.
  public static CliInput interrupt(String request) {
    return control(request, "interrupt");
  }

  /// Lets a tool run.
  public static CliInput allow(String request, JsonNode input) {
    return answer(request, object().put("behavior", "allow").set("updatedInput", input));
  }

  /// Lets a tool run, and whatever else the rule covers for as long as the process lives.
  public static CliInput allowAlways(String request, JsonNode input, JsonNode rule) {
    var answer = object().put("behavior", "allow").set("updatedInput", input);
    answer.putArray("updatedPermissions").add(rule);
    return answer(request, answer);
  }

  /// Refuses a tool; Claude is told why.
  public static CliInput deny(String request, String reason) {
    return answer(request, object().put("behavior", "deny").put("message", reason));
  }

  /// The line, without its end.
  public String line() {
    return JSON.writeValueAsString(json);
  }

  private static CliInput control(String request, String subtype) {
    var line = type("control_request").put("request_id", request);
    line.putObject("request").put("subtype", subtype);
    return new CliInput(line);
  }

  private static CliInput answer(String request, JsonNode response) {
    var line = type("control_response");
    line.putObject("response")
        .put("subtype", "success")
        .put("request_id", request)
        .set("response", response);
    return new CliInput(line);
  }

  private static ObjectNode type(String type) {
    return object().put("type", type);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
