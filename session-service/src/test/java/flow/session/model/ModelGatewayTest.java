package flow.session.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flow.events.SessionId;
import flow.model.simulator.ModelSimulator;
import flow.session.claude.ClaudeSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelGatewayTest {

  static final SessionId SESSION = SessionId.random();

  final ModelSimulator model = ModelSimulator.expecting("the-key");
  final ModelGateway gateway =
      new ModelGateway(settings("the-key", "", ""), new SimpleMeterRegistry());
  final Map<String, String> access = gateway.access(SESSION);
  final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    gateway.close();
    model.close();
    http.close();
  }

  @Test
  void showsTheKeyToTheModelAndATokenToTheCli() throws Exception {
    assertThat(ask("sim: say Hello.").body()).contains("Hello.");

    assertThat(access.values()).noneMatch(value -> value.contains("the-key"));
    assertThat(model.requests().getFirst().credential()).isEqualTo("the-key");
    assertThat(model.requests().getFirst().headers()).doesNotContainKey("authorization");
  }

  @Test
  void refusesATokenOfNoSession() throws Exception {
    gateway.revoke(SESSION);

    assertThat(ask("sim: say Hello.").statusCode()).isEqualTo(401);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void refusesOtherPaths() throws Exception {
    assertThat(send("/api/oauth/profile", "{}").statusCode()).isEqualTo(404);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void passesAnErrorOnEachTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      var answer = ask("sim: error 529 3 times retry-after 7 then say Hello.");
      assertThat(answer.statusCode()).isEqualTo(529);
      assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
      assertThat(answer.body()).contains("overloaded_error");
    }
    assertThat(ask("sim: error 529 3 times retry-after 7 then say Hello.").statusCode())
        .isEqualTo(200);
    assertThat(model.requests()).hasSize(4);
  }

  @Test
  void breaksOffWhereTheModelBreaksOff() {
    assertThatThrownBy(() -> ask("sim: cut after 2 then words 9")).isInstanceOf(IOException.class);
  }

  @Test
  void saysThatTheModelCannotBeReached() throws Exception {
    model.close();

    assertThat(ask("sim: say Hello.").statusCode()).isEqualTo(502);
  }

  @Test
  void stepsAsideForASubscription() {
    try (var aside =
        new ModelGateway(settings("", "", "the-subscription"), new SimpleMeterRegistry())) {
      assertThat(aside.access(SESSION))
          .containsEntry("CLAUDE_CODE_OAUTH_TOKEN", "the-subscription")
          .doesNotContainKey("ANTHROPIC_AUTH_TOKEN");
    }
  }

  @Test
  void givesNothingWhenNothingIsSet() {
    try (var bare = new ModelGateway(settings("", "", ""), new SimpleMeterRegistry())) {
      assertThat(bare.access(SESSION)).isEmpty();
    }
  }

  private ClaudeSettings settings(String key, String token, String oauth) {
    return new ClaudeSettings(
        "claude",
        "",
        "default",
        "",
        key,
        token,
        oauth,
        URI.create(model.url()),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofHours(2),
        true);
  }

  private HttpResponse<String> ask(String prompt) throws Exception {
    return send(
        "/v1/messages?beta=true",
        """
        {"model":"claude-x","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"%s"}]}
        """
            .formatted(prompt));
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(access.get("ANTHROPIC_BASE_URL") + path))
            .timeout(Duration.ofSeconds(30))
            .header("authorization", "Bearer " + access.get("ANTHROPIC_AUTH_TOKEN"))
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
