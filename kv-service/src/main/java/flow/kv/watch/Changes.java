package flow.kv.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The log of changes.
interface Changes {

  /// Has a worklet's changes logged for a while from now on, and tells where the log stands.
  Mono<Standing> keep(UUID worklet, Duration hold);

  /// What is there, as of one moment, and at last that moment's revision.
  Flux<Sighting> state(Scope scope);

  /// The changes after a revision.
  Mono<Page> after(Scope scope, long revision);

  /// The latest revisions of watched worklets; keeps their changes logged.
  Mono<Map<UUID, Long>> heads(Collection<UUID> worklets, Duration hold);

  /// Where a log stands.
  ///
  /// @param revision of the latest change
  /// @param floor the revision up to which changes are not in the log
  record Standing(long revision, long floor) {}

  /// Some changes in order.
  ///
  /// @param upTo the revision up to which they are complete
  record Page(List<Sighting> changes, long upTo, long floor) {}
}
