package flow.worklet.engine;

import org.jspecify.annotations.Nullable;

/// What the engine knows of a version.
///
/// @param host where it is reached while it runs
/// @param exitCode how it ended
/// @param outOfMemory whether it was killed for its memory
/// @param restarts how often the engine started it again
public record Workload(
    Version version,
    State state,
    @Nullable String host,
    int exitCode,
    boolean outOfMemory,
    int restarts) {

  public enum State {
    /// Made, not started yet.
    CREATED,
    RUNNING,
    PAUSED,
    /// It ended, was stopped, or is started again and again.
    EXITED
  }

  public boolean isRunning() {
    return state == State.RUNNING;
  }
}
