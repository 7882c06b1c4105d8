package flow.slack.simulator.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The response URLs given out: each good five times within half an hour.
public final class Hooks {

  private static final int USES = 5;
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final Map<String, Hook> hooks = new HashMap<>();
  private final Map<String, Integer> used = new HashMap<>();

  /// What a response URL answers to.
  ///
  /// @param ts the message that was clicked; absent for a command
  public record Hook(
      String id,
      String channel,
      String user,
      @Nullable String ts,
      @Nullable String threadTs,
      Instant until) {}

  public synchronized Hook issue(
      String channel, String user, @Nullable String ts, @Nullable String threadTs) {
    var hook = new Hook(Ids.letters(24), channel, user, ts, threadTs, Instant.now().plus(LIFE));
    hooks.put(hook.id(), hook);
    return hook;
  }

  public synchronized @Nullable Hook find(String id) {
    return hooks.get(id);
  }

  /// Whether it may still be used; counts one use.
  public synchronized boolean use(Hook hook) {
    return used.merge(hook.id(), 1, Integer::sum) <= USES && Instant.now().isBefore(hook.until());
  }
}
