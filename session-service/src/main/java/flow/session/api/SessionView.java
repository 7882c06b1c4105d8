package flow.session.api;

import flow.events.Origin;
import flow.events.SessionId;
import flow.session.conversation.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session as callers see it.
record SessionView(
    SessionId id,
    Session.State state,
    Origin origin,
    @Nullable String workspace,
    Instant createdAt,
    Instant activeAt) {

  static SessionView of(Session session) {
    return new SessionView(
        session.id(),
        session.state(),
        session.origin(),
        session.workspace(),
        session.createdAt(),
        session.activeAt());
  }
}
