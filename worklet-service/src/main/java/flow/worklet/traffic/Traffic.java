package flow.worklet.traffic;

import flow.events.WorkletId;
import flow.worklet.engine.Version;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts the requests that are on their way, open streams among them, and remembers who was used.
@Component
public class Traffic {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Map<Version, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final Set<WorkletId> used = ConcurrentHashMap.newKeySet();

  /// A request begins.
  public void begin(Version version) {
    underWay.computeIfAbsent(version, _ -> new AtomicInteger()).incrementAndGet();
    used.add(version.worklet());
  }

  /// It ended, in whatever way.
  public void end(Version version) {
    var _ =
        underWay.computeIfPresent(
            version, (_, count) -> count.decrementAndGet() <= 0 ? null : count);
    used.add(version.worklet());
  }

  public int underWay(Version version) {
    var count = underWay.get(version);
    return count == null ? 0 : count.get();
  }

  /// Completes when no request to the version is under way, or when the patience ends.
  public Mono<Void> drained(Version version, Duration patience) {
    return Flux.interval(Routes.REMEMBERED.plusMillis(500), LOOK)
        .onBackpressureDrop()
        .takeUntil(_ -> underWay(version) == 0)
        .take(patience)
        .then();
  }

  /// Those used since the last call, and those in use.
  public Set<WorkletId> takeUsed() {
    var taken = new HashSet<>(used);
    used.removeAll(taken);
    underWay.keySet().forEach(version -> taken.add(version.worklet()));
    return taken;
  }
}
