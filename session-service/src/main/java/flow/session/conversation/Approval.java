package flow.session.conversation;

import flow.events.SessionId;
import flow.events.TurnId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A question whether a tool may run, which nobody has answered yet.
///
/// @param request the CLI's id of the question
/// @param rule what may be allowed for the session, as the CLI wants it back
public record Approval(
    String request,
    SessionId session,
    TurnId turn,
    String use,
    String tool,
    JsonNode input,
    @Nullable JsonNode rule,
    Instant askedAt) {}
