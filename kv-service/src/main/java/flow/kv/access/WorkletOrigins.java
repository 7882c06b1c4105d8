package flow.kv.access;

import flow.kv.web.Origins;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The origins that a worklet's store was made with. A store made without any is open to pages of
/// every origin that present its token.
@Component
class WorkletOrigins implements Origins {

  private static final long REMEMBERED = 10_000_000_000L;
  private static final int MOST = 10_000;
  private static final String EVERYWHERE = "*";

  private final Tokens tokens;
  private final Map<UUID, Known> known = new ConcurrentHashMap<>();

  WorkletOrigins(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Mono<Boolean> allows(UUID worklet, String origin) {
    var remembered = known.get(worklet);
    var origins =
        remembered != null && System.nanoTime() - remembered.since() < REMEMBERED
            ? Mono.just(remembered.origins())
            : ask(worklet);
    return origins.map(allowed -> allowed.contains(EVERYWHERE) || allowed.contains(origin));
  }

  void forget(UUID worklet) {
    known.remove(worklet);
  }

  private Mono<List<String>> ask(UUID worklet) {
    return tokens
        .origins(worklet)
        .doOnNext(origins -> {
          if (known.size() >= MOST) {
            known.clear();
          }
          known.put(worklet, new Known(origins, System.nanoTime()));
        });
  }

  private record Known(List<String> origins, long since) {}
}
