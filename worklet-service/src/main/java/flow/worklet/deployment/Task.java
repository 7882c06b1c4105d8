package flow.worklet.deployment;

import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Worklet;
import reactor.core.publisher.Mono;

/// Something else that is done for a worklet, between its deployments.
public interface Task {

  /// Does what waits, if anything; tells whether to look at the worklet again. Nothing else works
  /// on the worklet meanwhile.
  Mono<Boolean> perform(Worklet worklet);

  /// A deployment came to its end; inside the transaction that notes it.
  default Mono<Void> ended(Worklet worklet, Deployment deployment) {
    return Mono.empty();
  }

  /// The worklet is deleted; inside the transaction that notes it.
  default Mono<Void> deleted(Worklet worklet) {
    return Mono.empty();
  }
}
