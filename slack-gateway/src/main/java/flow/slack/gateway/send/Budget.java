package flow.slack.gateway.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How many calls of each method the workspace still grants. Used by one thread.
///
/// Slack counts by the minute. Ordinary edits are spread over it, the more the fewer are left, and
/// leave some for what is urgent.
final class Budget {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int PER_MINUTE = 50;
  private static final int LEAST_RESERVE = 5;
  private static final int MOST_RESERVE = 20;

  /// Slack tolerates about five at once; one less, since calls may reach it closer together than
  /// they were counted here.
  private static final int CHANNEL_BURST = 4;

  private static final int POSTS_PER_MINUTE = 290;
  private static final Duration CHANNEL_PACE = Duration.ofMillis(1_050);

  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> calls = new HashMap<>();
  private final Map<String, Long> blockedUntil = new HashMap<>();
  private final Map<String, Long> channelFreeAt = new HashMap<>();

  Budget(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Takes one call of a method if it is granted now.
  ///
  /// @param live how many threads want something
  /// @return how long to wait; zero when it was taken
  Duration take(String method, boolean urgent, int live) {
    var wait = blocked(method);
    if (wait.isZero()) {
      var recent = recent(method);
      wait = urgent ? untilBelow(recent, PER_MINUTE) : untilSpread(recent, live);
      if (wait.isZero()) {
        recent.addLast(nanos.getAsLong());
      }
    }
    return wait;
  }

  /// The same for a post, of which a channel takes a few at once and then one a second.
  Duration takePost(String channel) {
    var wait = blocked("chat.postMessage");
    if (!wait.isZero()) {
      return wait;
    }
    var recent = recent("chat.postMessage");
    wait = untilBelow(recent, POSTS_PER_MINUTE);
    if (!wait.isZero()) {
      return wait;
    }
    var now = nanos.getAsLong();
    var burst = CHANNEL_PACE.toNanos() * (CHANNEL_BURST - 1);
    var freeAt = Math.max(channelFreeAt.getOrDefault(channel, now - burst), now - burst);
    if (freeAt > now) {
      return Duration.ofNanos(freeAt - now);
    }
    channelFreeAt.put(channel, freeAt + CHANNEL_PACE.toNanos());
    recent.addLast(now);
    return Duration.ZERO;
  }

  /// Slack wants no call of this method for a while.
  void block(String method, Duration pause) {
    blockedUntil.merge(method, nanos.getAsLong() + pause.toNanos(), Math::max);
  }

  private Duration blocked(String method) {
    var until = blockedUntil.getOrDefault(method, Long.MIN_VALUE);
    var now = nanos.getAsLong();
    return until <= now ? Duration.ZERO : Duration.ofNanos(until - now);
  }

  private Deque<Long> recent(String method) {
    var recent = calls.computeIfAbsent(method, _ -> new ArrayDeque<>());
    var start = nanos.getAsLong() - WINDOW.toNanos();
    while (!recent.isEmpty() && recent.peekFirst() <= start) {
      recent.removeFirst();
    }
    return recent;
  }

  private Duration untilBelow(Deque<Long> recent, int most) {
    if (recent.size() < most) {
      return Duration.ZERO;
    }
    var freed = recent.stream().skip((long) recent.size() - most).findFirst().orElseThrow();
    return Duration.ofNanos(freed + WINDOW.toNanos() - nanos.getAsLong() + 1);
  }

  private Duration untilSpread(Deque<Long> recent, int live) {
    var most = PER_MINUTE - Math.clamp(live, LEAST_RESERVE, MOST_RESERVE);
    var wait = untilBelow(recent, most);
    if (!wait.isZero() || recent.isEmpty()) {
      return wait;
    }
    var next = recent.getLast() + gap(recent.size(), most).toNanos();
    return Duration.ofNanos(Math.max(0, next - nanos.getAsLong()));
  }

  private static Duration gap(int used, int most) {
    if (used * 5 < most) {
      return Duration.ofMillis(250);
    }
    return used * 2 < most ? Duration.ofMillis(600) : WINDOW.dividedBy(most);
  }
}
