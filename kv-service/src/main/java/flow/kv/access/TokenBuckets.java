package flow.kv.access;

import flow.kv.web.Throttle;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// A bucket a worklet, which fills by its allowance and holds a second's worth.
///
/// A bucket is one number: the moment at which it would be full again. A call moves that moment by
/// its price.
@Component
class TokenBuckets implements Throttle {

  private static final long SECOND = 1_000_000_000;
  private static final int MOST = 100_000;

  private final long perSecond;
  private final long price;
  private final Map<UUID, AtomicLong> fullAt = new ConcurrentHashMap<>();

  TokenBuckets(AccessSettings settings) {
    this.perSecond = settings.callsPerSecond();
    this.price = Math.max(1, SECOND / perSecond);
  }

  @Override
  public Allowance take(UUID worklet) {
    return take(worklet, System.nanoTime());
  }

  Allowance take(UUID worklet, long now) {
    if (fullAt.size() > MOST) {
      fullAt.values().removeIf(full -> full.get() - now < 0);
    }
    var bucket = fullAt.computeIfAbsent(worklet, _ -> new AtomicLong(now));
    while (true) {
      long full = bucket.get();
      long next = Math.max(full - now, 0) + price;
      if (next > SECOND) {
        return new Allowance(-1, perSecond);
      }
      if (bucket.compareAndSet(full, now + next)) {
        return new Allowance((SECOND - next) / price, perSecond);
      }
    }
  }
}
