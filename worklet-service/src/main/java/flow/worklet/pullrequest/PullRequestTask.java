package flow.worklet.pullrequest;

import flow.events.WorkletEvent;
import flow.platform.database.Transactions;
import flow.worklet.deployment.Task;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Prompt;
import flow.worklet.lifecycle.Prompts;
import flow.worklet.lifecycle.PullRequest;
import flow.worklet.lifecycle.PullRequests;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.BranchName;
import flow.worklet.source.SourceRefused;
import flow.worklet.source.Sources;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Opens the pull requests that were asked for. One that is open already is found again, so nothing
/// is opened twice.
@Component
@Order(2)
class PullRequestTask implements Task {

  private static final int LONGEST_TITLE = 72;

  private final PullRequests requests;
  private final Prompts prompts;
  private final Sources sources;
  private final Github github;
  private final Announcements announcements;
  private final Transactions transactions;

  PullRequestTask(
      PullRequests requests,
      Prompts prompts,
      Sources sources,
      Github github,
      Announcements announcements,
      Transactions transactions) {
    this.requests = requests;
    this.prompts = prompts;
    this.sources = sources;
    this.github = github;
    this.announcements = announcements;
    this.transactions = transactions;
  }

  @Override
  public Mono<Boolean> perform(Worklet worklet) {
    return requests
        .open(worklet.id())
        .flatMap(request -> open(worklet, request).thenReturn(true))
        .defaultIfEmpty(false);
  }

  private Mono<Void> open(Worklet worklet, PullRequest request) {
    return push(worklet, request)
        .then(Mono.defer(() -> url(worklet, request)))
        .flatMap(url -> opened(worklet, request, url))
        .onErrorResume(
            SourceRefused.class,
            refused -> failed(request, refused.getMessage() + " " + refused.remedy()))
        .onErrorResume(GithubRefused.class, refused -> failed(request, refused.getMessage()));
  }

  private Mono<Void> push(Worklet worklet, PullRequest request) {
    return sources
        .has(worklet.id())
        .filter(has -> has)
        .flatMap(_ -> sources.changed(worklet.id()))
        .switchIfEmpty(Mono.error(() -> new GithubRefused("Nothing was changed yet.", null)))
        .flatMap(commit ->
            sources.push(
                worklet.id(), worklet.repository(), commit, new BranchName(request.branch())));
  }

  private Mono<String> url(Worklet worklet, PullRequest request) {
    var repository = Repository.of(worklet.repository());
    return github
        .find(repository, request.branch())
        .switchIfEmpty(
            Mono.defer(() ->
                Mono.zip(
                        sources.branch(worklet.id(), worklet.repository(), worklet.branch()),
                        prompts.of(worklet.id()).collectList())
                    .flatMap(both ->
                        github.open(
                            repository,
                            request.branch(),
                            both.getT1(),
                            title(request, both.getT2()),
                            body(request, both.getT2())))));
  }

  private static String title(PullRequest request, List<Prompt> prompts) {
    if (request.title() != null && !request.title().isBlank()) {
      return request.title().strip();
    }
    var last =
        prompts.isEmpty()
            ? "Changes made with Flow"
            : prompts.getLast().text().strip().lines().findFirst().orElse("");
    return last.length() > LONGEST_TITLE ? last.substring(0, LONGEST_TITLE - 1) + "…" : last;
  }

  private static String body(PullRequest request, List<Prompt> prompts) {
    if (request.description() != null) {
      return request.description();
    }
    return prompts.stream()
        .filter(prompt -> prompt.files() > 0)
        .map(prompt -> "- " + prompt.text().strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining("\n", "Made with Flow, asked for:\n\n", "\n"));
  }

  private Mono<Void> opened(Worklet worklet, PullRequest request, String url) {
    var id = worklet.id();
    return transactions.in(
        requests
            .save(with(request, PullRequest.State.OPENED, url, null))
            .then(
                announcements.tell(
                    id, (seq, at) -> new WorkletEvent.PullRequestOpened(id, seq, url, at))));
  }

  private Mono<Void> failed(PullRequest request, String problem) {
    var told =
        announcements.tell(
            request.worklet(),
            (seq, at) ->
                new WorkletEvent.Refused(request.worklet(), seq, request.id(), problem, at));
    return transactions.in(
        requests.save(with(request, PullRequest.State.FAILED, null, problem)).then(told));
  }

  private static PullRequest with(
      PullRequest request,
      PullRequest.State state,
      @Nullable String url,
      @Nullable String problem) {
    return new PullRequest(
        request.id(),
        request.worklet(),
        state,
        request.title(),
        request.description(),
        request.branch(),
        url,
        problem,
        request.createdAt());
  }
}
