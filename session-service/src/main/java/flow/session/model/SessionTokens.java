package flow.session.model;

import flow.events.SessionId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which tokens let a CLI through the gateway: one for each session, new at every start.
final class SessionTokens {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<SessionId, String> tokens = new ConcurrentHashMap<>();

  String issue(SessionId session) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var token = "flowsession_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tokens.put(session, token);
    return token;
  }

  void revoke(SessionId session) {
    tokens.remove(session);
  }

  boolean knows(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith("Bearer ")
        && tokens.containsValue(authorization.substring("Bearer ".length()));
  }
}
