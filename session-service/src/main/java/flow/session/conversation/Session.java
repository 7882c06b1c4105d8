package flow.session.conversation;

import flow.events.Origin;
import flow.events.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation with Claude.
///
/// @param workspace the folder to work in; absent means the session's own
/// @param acceptsEdits whether people allowed all edits for the session
public record Session(
    SessionId id,
    Origin origin,
    @Nullable String workspace,
    State state,
    boolean acceptsEdits,
    Instant createdAt,
    Instant activeAt) {

  public enum State {
    /// Nothing to do; its process may live.
    IDLE,
    /// Prompts wait.
    QUEUED,
    /// A turn runs.
    RUNNING,
    /// Idle for so long that its process was stopped.
    EXPIRED,
    /// Over for good.
    ENDED
  }
}
