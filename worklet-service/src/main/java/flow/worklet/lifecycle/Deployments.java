package flow.worklet.lifecycle;

import flow.events.DeploymentId;
import flow.events.WorkletId;
import flow.worklet.lifecycle.Deployment.Status;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The stored deployments.
public interface Deployments {

  /// Stores a new one; its version is the next of its worklet. One that waits makes way.
  Mono<Deployment> queue(Deployment deployment);

  Mono<Deployment> find(DeploymentId id);

  /// All of a worklet, the newest first.
  Flux<Deployment> of(WorkletId worklet);

  /// What is to be worked on: what was begun, else what waits.
  Mono<Deployment> next(WorkletId worklet);

  /// How many wait.
  Mono<Long> waiting();

  /// How many were asked for before this one and are not done.
  Mono<Integer> ahead(Deployment deployment);

  /// Stores how far it has come.
  Mono<Deployment> save(Deployment deployment);

  /// Sets the status of those of a worklet that have another.
  Mono<Void> change(WorkletId worklet, Status from, Status to);

  /// Marks those of the worklet that served before this one.
  Mono<Void> retireOthers(Deployment live);

  /// Keeps lines of the build's log.
  Mono<Void> addLines(Deployment deployment, List<BuildLine> lines);

  Flux<BuildLine> lines(DeploymentId deployment, int after, int limit);
}
