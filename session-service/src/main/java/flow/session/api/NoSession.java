package flow.session.api;

import flow.events.SessionId;
import flow.platform.web.Problem;
import org.springframework.http.HttpStatus;

/// The answer for a session that does not exist.
final class NoSession {

  private NoSession() {}

  static Problem of(SessionId id) {
    return new Problem(
        HttpStatus.NOT_FOUND, "session_not_found", "There is no session " + id + ".");
  }
}
