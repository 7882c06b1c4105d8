package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.WorkletId;
import reactor.core.publisher.Mono;

/// The stored pull requests.
public interface PullRequests {

  Mono<Void> add(PullRequest request);

  Mono<PullRequest> find(CommandId id);

  Mono<PullRequest> open(WorkletId worklet);

  Mono<Void> save(PullRequest request);
}
