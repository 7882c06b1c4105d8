package flow.worklet.deployment;

import flow.events.WorkletId;
import flow.events.lease.Lease;
import flow.events.lease.Leases;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Lets one at a time work on a worklet, in this process and among all instances.
final class Exclusive {

  private static final Logger LOG = LoggerFactory.getLogger(Exclusive.class);

  private final Leases leases;
  private final Set<WorkletId> busy = ConcurrentHashMap.newKeySet();

  Exclusive(Leases leases) {
    this.leases = leases;
  }

  /// Does the work, or nothing when somebody else works on it; tells whether it was done. Work
  /// whose lease is lost is broken off.
  Mono<Boolean> with(WorkletId worklet, Mono<Void> work) {
    return Mono.defer(() -> {
      if (!busy.add(worklet)) {
        return Mono.just(false);
      }
      return leases
          .acquire("worklet/" + worklet)
          .flatMap(lease -> under(lease, work).thenReturn(true))
          .defaultIfEmpty(false)
          .doFinally(_ -> busy.remove(worklet));
    });
  }

  private Mono<Void> under(Lease lease, Mono<Void> work) {
    var lost =
        leases
            .lost()
            .filter(lease::equals)
            .next()
            .doOnNext(gone -> LOG.warn("Work on {} is broken off", gone.resource()));
    return Mono.usingWhen(Mono.just(lease), held -> work.takeUntilOther(lost), leases::release);
  }
}
