package flow.kv.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets worklets in and out, and has what this instance remembers of them follow.
@Component
class Stores {

  private final Tokens tokens;
  private final KnownTokens known;
  private final WorkletOrigins origins;
  private final AccessSettings settings;

  Stores(Tokens tokens, KnownTokens known, WorkletOrigins origins, AccessSettings settings) {
    this.tokens = tokens;
    this.known = known;
    this.origins = origins;
    this.settings = settings;
  }

  Mono<Boolean> admit(UUID worklet, String hash, boolean writes, @Nullable List<String> from) {
    return tokens.admit(worklet, hash, writes, from).doOnNext(_ -> origins.forget(worklet));
  }

  Mono<Void> revoke(UUID worklet) {
    return tokens.revoke(worklet).doOnSuccess(_ -> known.forget(worklet));
  }

  Mono<Void> retire(UUID worklet) {
    return tokens.retire(worklet, settings.grace()).doOnSuccess(_ -> known.forget(worklet));
  }

  Mono<Void> purge(UUID worklet) {
    return tokens
        .purge(worklet)
        .doOnSuccess(_ -> {
          known.forget(worklet);
          origins.forget(worklet);
        });
  }
}
