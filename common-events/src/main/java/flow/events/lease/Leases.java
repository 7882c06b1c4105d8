package flow.events.lease;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Who may work on what. A lease lasts 15 s and is renewed every 5 s while this process lives.
public interface Leases {

  /// Takes the resource; empty while another instance holds it.
  Mono<Lease> acquire(String resource);

  /// Gives the resource back, for another instance to take at once.
  Mono<Void> release(Lease lease);

  /// The leases that could not be renewed, told at least 3 s before another instance may take them:
  /// whoever works under one must stop at once.
  Flux<Lease> lost();
}
