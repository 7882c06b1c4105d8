package flow.kv.entries;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The stored entries.
interface Entries {

  /// What is kept under each of the keys, in their order; null for nothing.
  Mono<List<@Nullable Entry>> read(List<EntryKey> keys);

  /// Makes changes that have nothing to do with each other.
  Mono<List<Outcome>> apply(List<Change> changes);

  /// Makes all the changes or none. Where checks among them fail, only the checks have outcomes.
  Mono<List<Outcome>> commit(List<Change> changes);

  /// Changes a value by a function of what it is, with nobody else changing it meanwhile.
  Mono<Outcome> alter(EntryKey key, Alteration alteration);

  Mono<List<Listed>> list(Listing listing);

  Mono<List<NamespaceUse>> namespaces(UUID worklet);

  Mono<Stats> stats(UUID worklet);

  /// Deletes a namespace, or all of them, and tells how many entries there were.
  ///
  /// @param namespace null for all
  Mono<Long> clear(UUID worklet, @Nullable String namespace);

  /// Makes the change that follows from what is kept.
  @FunctionalInterface
  interface Alteration {

    Change of(@Nullable Entry current);
  }
}
