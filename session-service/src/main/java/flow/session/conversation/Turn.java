package flow.session.conversation;

import flow.events.Origin;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.events.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A prompt and everything Claude does about it.
///
/// @param place grows with every turn
/// @param attempts how often it was begun
/// @param crashes how often it was cut by a crash
/// @param cause what went wrong, for people
/// @param endedBy who stopped it
public record Turn(
    TurnId id,
    SessionId session,
    long place,
    Origin origin,
    String prompt,
    State state,
    int attempts,
    int crashes,
    Instant askedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Usage usage,
    @Nullable String cause,
    @Nullable String remedy,
    @Nullable String endedBy) {

  public enum State {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    INTERRUPTED,
    WITHDRAWN
  }
}
