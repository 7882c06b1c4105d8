package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.Origin;
import flow.events.TurnId;
import flow.events.WorkletId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something Claude shall change in a worklet, and what came of it.
///
/// @param turn the turn that works on it now
/// @param attempt how often what came of it was given back to Claude
/// @param answer what Claude said, the last blocks
/// @param deployment what was made of the changes
/// @param problem why it failed
public record Prompt(
    CommandId id,
    WorkletId worklet,
    String text,
    Origin.@Nullable Slack thread,
    String requestedBy,
    State state,
    @Nullable TurnId turn,
    int attempt,
    String answer,
    int files,
    int added,
    int removed,
    @Nullable DeploymentId deployment,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  public enum State {
    QUEUED,
    /// Claude works on it.
    WORKING,
    /// Claude is done; what changed is looked at next.
    ANSWERED,
    /// What changed is built and deployed.
    DEPLOYING,
    DONE,
    FAILED
  }
}
