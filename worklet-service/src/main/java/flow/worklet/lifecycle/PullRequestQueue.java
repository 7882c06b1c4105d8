package flow.worklet.lifecycle;

import flow.events.WorkletCommand;
import flow.worklet.lifecycle.Outcome.Accepted;
import flow.worklet.lifecycle.Outcome.Reason;
import flow.worklet.lifecycle.Outcome.Refused;
import flow.worklet.source.BranchName;
import flow.worklet.source.GithubSettings;
import flow.worklet.source.SourceRefused;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Where pull requests wait to be opened.
@Component
class PullRequestQueue {

  private final PullRequests requests;
  private final Worklets worklets;
  private final GithubSettings github;

  PullRequestQueue(PullRequests requests, Worklets worklets, GithubSettings github) {
    this.requests = requests;
    this.worklets = worklets;
    this.github = github;
  }

  Mono<Outcome> add(Worklet worklet, WorkletCommand.OpenPullRequest command) {
    if (github.token() == null) {
      return refuse(
          Reason.CONFLICT,
          "Flow has no GITHUB_TOKEN.",
          "Set it to a token that may push and open pull requests.");
    }
    var branch = command.branch() == null ? "flow/" + worklet.slug() : command.branch();
    try {
      var _ = new BranchName(branch);
    } catch (SourceRefused refused) {
      return refuse(Reason.INVALID, refused.getMessage(), refused.remedy());
    }
    var request =
        new PullRequest(
            command.id(),
            worklet.id(),
            PullRequest.State.REQUESTED,
            command.title(),
            command.description(),
            branch,
            null,
            null,
            Instant.now());
    return requests.add(request).then(worklets.touch(worklet.id())).thenReturn(new Accepted());
  }

  private static Mono<Outcome> refuse(Reason reason, String cause, String remedy) {
    return Mono.just(new Refused(reason, cause, remedy));
  }
}
