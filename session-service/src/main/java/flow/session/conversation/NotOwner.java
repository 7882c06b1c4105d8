package flow.session.conversation;

import flow.events.SessionId;

/// Another instance has taken the session over.
public final class NotOwner extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotOwner(SessionId session, long epoch) {
    super("session %s: epoch %d is not the latest".formatted(session, epoch));
  }
}
