package flow.worklet.lifecycle;

import flow.events.DeploymentId;
import flow.events.Origin;
import flow.events.SessionId;
import flow.events.WorkletId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worklet's row.
///
/// @param slug names it in its URL
/// @param thread the Slack thread it belongs to
/// @param storeToken its container's key to the key-value store
/// @param session Claude's conversation about it
/// @param wakeable whether a request may start it
/// @param generation grows with every wish
/// @param observed the newest wish that was dealt with
/// @param serving the deployment that answers
/// @param cause why it is broken
/// @param revivals how often it was started again after it ended by itself
/// @param activeAt when it was last used
public record Worklet(
    WorkletId id,
    String name,
    String repository,
    @Nullable String branch,
    String slug,
    Origin.@Nullable Slack thread,
    Map<String, String> environment,
    String storeToken,
    SessionId session,
    String createdBy,
    @Nullable String deletedBy,
    State state,
    Desired desired,
    boolean wakeable,
    long generation,
    long observed,
    @Nullable DeploymentId serving,
    @Nullable String cause,
    @Nullable String remedy,
    int revivals,
    Instant revivedAt,
    Instant createdAt,
    Instant activeAt,
    Instant expiresAt) {

  public boolean isSettled() {
    return observed >= generation;
  }

  @Override
  public String toString() {
    return "Worklet[%s, %s, wanted %s, generation %d of %d]"
        .formatted(id, state, desired, observed, generation);
  }
}
