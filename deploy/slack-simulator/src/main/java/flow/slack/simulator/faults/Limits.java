package flow.slack.simulator.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Slack's rate limits: a token bucket for each method of the workspace, and one for each channel
/// that is posted to.
public final class Limits {

  /// Messages a channel takes at once before one a second holds.
  private static final int CHANNEL_BURST = 5;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private volatile double scale;

  public Limits(double scale) {
    this.scale = scale;
  }

  /// Multiplies all limits; 0 switches them off.
  public void scale(double factor) {
    scale = factor;
    buckets.clear();
  }

  public void off() {
    scale(0);
  }

  public double scale() {
    return scale;
  }

  /// Seconds to wait before the call is allowed; 0 when it is allowed now, and counted.
  public int waitFor(String method, Tier tier) {
    return take(method, tier.perMinute(), tier.perMinute());
  }

  /// The same for a post to a channel.
  public int waitForPost(String channel) {
    return take("post to " + channel, CHANNEL_BURST, 60);
  }

  private int take(String key, double burst, double perMinute) {
    if (scale <= 0) {
      return 0;
    }
    var bucket =
        buckets.computeIfAbsent(key, _ -> new Bucket(burst * scale, perMinute * scale / 60));
    return bucket.take(System.nanoTime());
  }

  /// Fills steadily up to a burst.
  private static final class Bucket {

    private final double burst;
    private final double perSecond;
    private double tokens;
    private long filledAt = System.nanoTime();

    Bucket(double burst, double perSecond) {
      this.burst = Math.max(1, burst);
      this.perSecond = perSecond;
      tokens = this.burst;
    }

    synchronized int take(long now) {
      tokens = Math.min(burst, tokens + (now - filledAt) / 1e9 * perSecond);
      filledAt = now;
      if (tokens >= 1) {
        tokens -= 1;
        return 0;
      }
      return (int) Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }
  }
}
