package flow.kv.access;

import flow.kv.access.Tokens.Grant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Remembers for a second whom a token belongs to, so that a worklet's calls do not ask for it each
/// time. A token revoked through this instance is refused at once, through another one within that
/// second.
@Component
class KnownTokens {

  private static final long REMEMBERED = 1_000_000_000;
  private static final int MOST = 10_000;

  private final Tokens tokens;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();

  KnownTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /// What the token with this hash opens; empty when it opens nothing.
  Mono<Grant> find(String hash) {
    var remembered = known.get(hash);
    return remembered != null && System.nanoTime() - remembered.since() < REMEMBERED
        ? Mono.just(remembered.grant())
        : ask(hash);
  }

  /// Forgets what a worklet's tokens opened, also what was asked before and is answered later.
  void forget(UUID worklet) {
    forgotten.incrementAndGet();
    known.values().removeIf(remembered -> remembered.of(worklet));
  }

  private Mono<Grant> ask(String hash) {
    long since = System.nanoTime();
    long before = forgotten.get();
    return tokens
        .find(List.of(hash))
        .flatMap(found -> {
          var grant = Optional.ofNullable(found.get(hash));
          if (before == forgotten.get() && grant.isPresent()) {
            remember(hash, new Known(grant.get(), since));
          }
          return Mono.justOrEmpty(grant);
        });
  }

  private void remember(String hash, Known answer) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(hash, answer);
  }

  private record Known(Grant grant, long since) {

    boolean of(UUID worklet) {
      return grant.worklet().equals(worklet);
    }
  }
}
