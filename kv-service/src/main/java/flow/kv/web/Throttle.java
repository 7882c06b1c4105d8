package flow.kv.web;

import java.util.UUID;

/// Keeps a worklet from calling more often than it may.
@FunctionalInterface
public interface Throttle {

  Allowance take(UUID worklet);

  /// What is left of a worklet's allowance.
  ///
  /// @param left how many calls it may make at once; negative when this one is too many
  /// @param perSecond how many come back in a second
  record Allowance(long left, long perSecond) {

    boolean exceeded() {
      return left < 0;
    }
  }
}
