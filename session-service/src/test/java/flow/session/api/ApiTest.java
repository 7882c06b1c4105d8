package flow.session.api;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Ended;
import flow.events.SessionId;
import flow.session.testing.RunningService;
import flow.session.testing.SharedService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedService.class)
final class ApiTest {

  final RunningService service = SharedService.get();
  final WebTestClient http =
      WebTestClient.bindToServer()
          .baseUrl("http://localhost:" + service.port())
          .responseTimeout(Duration.ofSeconds(60))
          .defaultHeader("Authorization", "Bearer " + RunningService.OPERATOR)
          .build();

  @Test
  void opensASessionAndShowsTheConversation() {
    var id = open("sim: say Hello from here.");
    var _ = service.events().await(SessionId.of(id), Completed.class);

    http.get()
        .uri("/api/sessions/{id}", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(id)
        .jsonPath("$.origin.type")
        .isEqualTo("Rest");
    http.get()
        .uri("/api/sessions/{id}/messages", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].prompt")
        .isEqualTo("sim: say Hello from here.")
        .jsonPath("$.items[0].state")
        .isEqualTo("COMPLETED")
        .jsonPath("$.items[0].answer[0].text")
        .isEqualTo("Hello from here.")
        .jsonPath("$.items[0].usage.outputTokens")
        .isNumber();
  }

  @Test
  void continuesCancelsAndEnds() {
    var id = open("sim: words 2000 delay 20ms");

    http.post().uri("/api/sessions/{id}/cancel", id).exchange().expectStatus().isAccepted();
    http.post()
        .uri("/api/sessions/{id}/messages", id)
        .bodyValue(Map.of("prompt", "sim: say Second."))
        .exchange()
        .expectStatus()
        .isAccepted();
    var _ = service.events().await(SessionId.of(id), Completed.class);
    http.delete().uri("/api/sessions/{id}", id).exchange().expectStatus().isAccepted();
    var _ = service.events().await(SessionId.of(id), Ended.class);
    http.post()
        .uri("/api/sessions/{id}/messages", id)
        .bodyValue(Map.of("prompt", "x"))
        .exchange()
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("session_over");
  }

  @Test
  void streamsWhatHappensAndGoesOnWhereAReaderLeftOff() {
    var id = open("sim: words 40 delay 20ms");

    var all = stream(id, null, "Completed");
    assertThat(all).extracting(ServerSentEvent::event).startsWith("Opened").contains("Started");

    var after =
        all.stream()
            .filter(event -> "Started".equals(event.event()))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(stream(id, after, "Completed"))
        .extracting(ServerSentEvent::event)
        .doesNotContain("Opened", "Started")
        .contains("BlockCompleted");
  }

  @Test
  void pagesThroughTheSessions() {
    var first = open("sim: say a");
    var second = open("sim: say b");

    var page = list("/api/sessions?limit=1");
    assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(second);
    var next = list("/api/sessions?limit=1&cursor=" + page.path("cursor").asString());
    assertThat(next.path("items").get(0).path("id").asString()).isEqualTo(first);
  }

  @Test
  void refusesWhatItCannotUse() {
    problem("/api/sessions/" + SessionId.random(), 404, "session_not_found");
    problem("/api/sessions/not-an-id", 400, "validation_failed");
    problem("/api/sessions?limit=0", 400, "validation_failed");
    problem("/api/sessions?cursor=!", 400, "validation_failed");
    problem("/api/sessions?state=SLEEPY", 400, "validation_failed");
    http.post()
        .uri("/api/sessions")
        .bodyValue(Map.of("prompt", " "))
        .exchange()
        .expectStatus()
        .isBadRequest();
    http.post()
        .uri("/api/sessions")
        .bodyValue(Map.of("prompt", "x", "workspace", "/etc"))
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void letsNobodyInWithoutTheToken() {
    http.mutate()
        .defaultHeaders(headers -> headers.remove("Authorization"))
        .build()
        .get()
        .uri("/api/sessions")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("unauthorized");
  }

  @Test
  void describesItself() {
    http.get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.openapi")
        .value(String.class, version -> assertThat(version).startsWith("3.1"))
        .jsonPath("$.paths['/api/sessions/{id}/events'].get")
        .exists();
  }

  private String open(String prompt) {
    var answer =
        http.post()
            .uri("/api/sessions")
            .bodyValue(Map.of("prompt", prompt))
            .exchange()
            .expectStatus()
            .isAccepted()
            .expectHeader()
            .exists("Location")
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    assertThat(answer).isNotNull();
    return answer.path("session").asString();
  }

  private JsonNode list(String uri) {
    var body =
        http.get()
            .uri(uri)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    assertThat(body).isNotNull();
    return body;
  }

  private void problem(String uri, int status, String code) {
    http.get()
        .uri(uri)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }

  private List<ServerSentEvent<String>> stream(String id, @Nullable String after, String until) {
    var request = http.get().uri("/api/sessions/{id}/events", id);
    var events =
        (after == null ? request : request.header("Last-Event-ID", after))
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
            .getResponseBody()
            .takeUntil(event -> until.equals(event.event()))
            .collectList()
            .block(Duration.ofSeconds(60));
    assertThat(events).isNotNull();
    return events;
  }
}
