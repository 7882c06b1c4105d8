package flow.worklet.api;

import flow.events.CommandId;
import flow.events.WorkletCommand;
import flow.events.WorkletId;
import flow.platform.web.Problem;
import flow.worklet.api.Requests.NewPullRequest;
import flow.worklet.lifecycle.PullRequest;
import flow.worklet.lifecycle.PullRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Pull requests: the answer waits a while for GitHub's.
@RestController
class PullRequestController {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Answers answers;
  private final PullRequests requests;

  PullRequestController(Answers answers, PullRequests requests) {
    this.answers = answers;
    this.requests = requests;
  }

  /// A pull request; the URL is absent while it is not open.
  record PullRequestView(PullRequest.State state, String branch, @Nullable String url) {}

  @PostMapping("/api/worklets/{id}/pull-request")
  Mono<ResponseEntity<PullRequestView>> open(
      @PathVariable WorkletId id, @RequestBody(required = false) @Nullable NewPullRequest wanted) {
    var command = CommandId.random();
    var request = Objects.requireNonNullElseGet(wanted, () -> new NewPullRequest(null, null, null));
    return answers
        .to(
            new WorkletCommand.OpenPullRequest(
                id,
                command,
                request.title(),
                request.description(),
                request.branch(),
                Answers.CALLER,
                Instant.now()))
        .then(Mono.defer(() -> settled(command)))
        .flatMap(PullRequestController::answer);
  }

  private Mono<PullRequest> settled(CommandId command) {
    return Flux.interval(Duration.ZERO, LOOK)
        .onBackpressureDrop()
        .concatMap(_ -> requests.find(command))
        .take(PATIENCE)
        .takeUntil(request -> request.state() != PullRequest.State.REQUESTED)
        .last();
  }

  private static Mono<ResponseEntity<PullRequestView>> answer(PullRequest request) {
    var view = new PullRequestView(request.state(), request.branch(), request.url());
    return switch (request.state()) {
      case REQUESTED -> Mono.just(ResponseEntity.accepted().body(view));
      case OPENED -> Mono.just(ResponseEntity.status(HttpStatus.CREATED).body(view));
      case FAILED ->
          Mono.error(
              new Problem(
                  HttpStatus.CONFLICT,
                  "pull_request_failed",
                  Objects.requireNonNullElse(request.problem(), "GitHub refused it.")));
    };
  }
}
