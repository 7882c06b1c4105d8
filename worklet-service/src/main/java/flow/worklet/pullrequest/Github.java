package flow.worklet.pullrequest;

import flow.worklet.source.GithubSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// GitHub's REST API, as far as pull requests need it.
final class Github {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final WebClient http;

  Github(WebClient.Builder http, GithubSettings settings) {
    this.http =
        http.baseUrl(settings.apiUrl().toString().replaceAll("/$", ""))
            .defaultHeader(HttpHeaders.ACCEPT, "application/vnd.github+json")
            .defaultHeader("X-GitHub-Api-Version", "2022-11-28")
            .defaultHeader(HttpHeaders.USER_AGENT, "Flow")
            .defaultHeaders(
                headers -> headers.setBearerAuth(Objects.requireNonNullElse(settings.token(), "")))
            .build();
  }

  /// The URL of the open pull request from a branch; empty when there is none.
  Mono<String> find(Repository repository, String branch) {
    return answer(
            http.get()
                .uri(uri ->
                    uri.path(repository.path() + "/pulls")
                        .queryParam("state", "open")
                        .queryParam("head", "{head}")
                        .build(repository.owner() + ":" + branch)))
        .flatMap(found -> Mono.justOrEmpty(found.path(0).path("html_url").asString(null)));
  }

  /// Opens a pull request and tells its URL.
  Mono<String> open(Repository repository, String branch, String base, String title, String body) {
    return answer(
            http.post()
                .uri(repository.path() + "/pulls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("title", title, "head", branch, "base", base, "body", body)))
        .map(opened -> opened.path("html_url").asString());
  }

  private static Mono<JsonNode> answer(WebClient.RequestHeadersSpec<?> request) {
    return request
        .retrieve()
        .bodyToMono(JsonNode.class)
        .timeout(PATIENCE)
        .onErrorMap(WebClientResponseException.class, Github::refused)
        .onErrorMap(WebClientRequestException.class, Github::silent)
        .onErrorMap(TimeoutException.class, Github::silent);
  }

  private static GithubRefused refused(WebClientResponseException answer) {
    var words =
        switch (answer.getStatusCode().value()) {
          case 401 -> "GitHub does not accept GITHUB_TOKEN.";
          case 403, 429 -> "GITHUB_TOKEN may not do that, or has done too much of it.";
          case 404 -> "GitHub has no such repository, or GITHUB_TOKEN may not see it.";
          default ->
              "GitHub answered %d: %s"
                  .formatted(
                      answer.getStatusCode().value(), shorten(answer.getResponseBodyAsString()));
        };
    return new GithubRefused(words, answer);
  }

  private static GithubRefused silent(Throwable problem) {
    return new GithubRefused("GitHub does not answer. Try again later.", problem);
  }

  private static String shorten(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
