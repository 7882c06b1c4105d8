package flow.kv.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The tokens that open stores, and the stores they open.
interface Tokens {

  /// Whom the tokens with these hashes belong to; unknown ones are left out.
  Mono<Map<String, Grant>> find(List<String> hashes);

  /// Lets a token in, and makes the worklet's store when it is new. False: the worklet was deleted.
  ///
  /// @param origins where the worklet's pages come from; null leaves it as it is
  Mono<Boolean> admit(UUID worklet, String hash, boolean writes, @Nullable List<String> origins);

  Mono<Void> revoke(UUID worklet);

  /// Revokes a worklet's tokens and has its data removed after a while.
  Mono<Void> retire(UUID worklet, Duration grace);

  /// Revokes a worklet's tokens and removes its data.
  Mono<Void> purge(UUID worklet);

  /// Where a worklet's pages come from; `*` when that is not known, empty when there is no such
  /// worklet.
  Mono<List<String>> origins(UUID worklet);

  Mono<List<StoreUse>> stores();

  /// What a token opens.
  record Grant(UUID worklet, boolean writes) {}
}
