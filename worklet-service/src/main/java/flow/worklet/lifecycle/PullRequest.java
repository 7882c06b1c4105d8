package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.WorkletId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pull request that was asked for.
///
/// @param branch the branch that is pushed
/// @param problem why it could not be opened
public record PullRequest(
    CommandId id,
    WorkletId worklet,
    State state,
    @Nullable String title,
    @Nullable String description,
    String branch,
    @Nullable String url,
    @Nullable String problem,
    Instant createdAt) {

  public enum State {
    REQUESTED,
    OPENED,
    FAILED
  }
}
