package flow.model.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ModelSimulatorTest {

  static final JsonMapper JSON = JsonMapper.shared();

  final ModelSimulator simulator = ModelSimulator.expecting("key");
  final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    simulator.close();
    http.close();
  }

  @Test
  void answersWithTheWordsOfTheScript() throws Exception {
    assertThat(text(ask("sim: words 300"))).isEqualTo(ModelSimulator.words(300));
  }

  @Test
  void streamsMarkdownWithoutChangingIt() throws Exception {
    var text = text(ask("please\nsim: markdown 30000"));

    assertThat(text).isEqualTo(ModelSimulator.markdown(30_000)).hasSizeGreaterThan(29_900);
  }

  @Test
  void notesWhenAnAnswerWasStreamedToItsEnd() throws Exception {
    var text = text(ask("noted sim: words 5 delay 10ms"));

    assertThat(text).isEqualTo(ModelSimulator.words(5));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(simulator.streamed())
                .filteredOn(answer -> answer.prompt().startsWith("noted "))
                .singleElement()
                .satisfies(answer -> assertThat(answer.began()).isBefore(answer.ended())));
  }

  @Test
  void goesOnWithTheScriptAfterAToolResult() throws Exception {
    var script = "sim: say First. then run mkdir {a} then report then say Bye.";
    var first = ask(script).body();

    assertThat(first).contains("\"name\":\"Bash\"", "\"stop_reason\":\"tool_use\"");
    assertThat(text(ask(afterTool(script, "made it")))).isEqualTo("The tool said: made itBye.");
  }

  @Test
  void failsAsOftenAsTheScriptSays() throws Exception {
    var script = "sim: error 529 2 times retry-after 1 then say Fine.";

    var refused = ask(script);
    assertThat(refused.statusCode()).isEqualTo(529);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    assertThat(refused.body()).contains("overloaded_error");
    assertThat(ask(script).statusCode()).isEqualTo(529);
    assertThat(text(ask(script))).isEqualTo("Fine.");
  }

  @Test
  void cutsTheStreamOnce() throws Exception {
    var script = "sim: cut after 3 then words 20";

    assertThatThrownBy(() -> ask(script)).isInstanceOf(IOException.class);
    assertThat(text(ask(script))).isEqualTo(ModelSimulator.words(20));
  }

  @Test
  void refusesAWrongKeyAsTheApiDoes() throws Exception {
    var answer = send(request("hello"), "other");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("authentication_error", "invalid x-api-key");
  }

  @Test
  void refusesAnUnansweredToolCall() throws Exception {
    var request = afterTool("sim: run ls", "x");
    ((ObjectNode) request.path("messages").get(2).path("content").get(0))
        .put("tool_use_id", "other");

    assertThat(send(request, "key").statusCode()).isEqualTo(400);
  }

  @Test
  void writesAPageThatCountsWhenAskedInPlainWords() throws Exception {
    var answer = ask("make me a page that counts to ten").body();

    assertThat(answer).contains("offline", "\"name\":\"Write\"");
    assertThat(answer.replace("\\\"", "\"")).contains("/space/index.html");
  }

  @Test
  void ignoresWhatTheCliPutsAroundThePrompt() throws Exception {
    var prompt = "<system-reminder>\nsim: say no\n</system-reminder>\nsim: say yes";

    assertThat(text(ask(prompt))).isEqualTo("yes");
  }

  @Test
  void showsWhatItWasSent() throws Exception {
    assertThat(ask("sim: say hi").statusCode()).isEqualTo(200);

    assertThat(simulator.requests()).hasSize(1);
    assertThat(simulator.requests().getFirst().credential()).isEqualTo("key");
    assertThat(simulator.requests().getFirst().body()).contains("sim: say hi");
  }

  @Test
  void answersAsAWholeWhenNotAskedToStream() throws Exception {
    var answer = send(request("sim: think Hm. then say Yes.").put("stream", false), "key");

    assertThat(JSON.readTree(answer.body()).path("content").get(1).path("text").asString())
        .isEqualTo("Yes.");
  }

  private HttpResponse<String> ask(String prompt) throws Exception {
    return send(request(prompt), "key");
  }

  private HttpResponse<String> ask(JsonNode request) throws Exception {
    return send(request, "key");
  }

  private HttpResponse<String> send(JsonNode body, String key) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v1/messages?beta=true"))
            .timeout(Duration.ofSeconds(30))
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static ObjectNode request(String prompt) {
    var request = JSON.createObjectNode().put("model", "claude-x").put("max_tokens", 10);
    request.put("stream", true);
    request.putArray("tools").addObject().put("name", "Write");
    request
        .putArray("system")
        .addObject()
        .put("text", " - Primary working directory: /space\n - x");
    request.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return request;
  }

  private static ObjectNode afterTool(String prompt, String result) {
    var request = request(prompt);
    var messages = request.withArray("messages");
    messages
        .addObject()
        .put("role", "assistant")
        .putArray("content")
        .addObject()
        .put("type", "tool_use")
        .put("id", "toolu_1")
        .put("name", "Bash")
        .putObject("input");
    messages
        .addObject()
        .put("role", "user")
        .putArray("content")
        .addObject()
        .put("type", "tool_result")
        .put("tool_use_id", "toolu_1")
        .put("content", result);
    return request;
  }

  private static String text(HttpResponse<String> answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JSON.readTree(line.substring("data: ".length())).path("delta").path("text"))
        .map(text -> text.asString(""))
        .collect(Collectors.joining());
  }
}
