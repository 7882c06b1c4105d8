package flow.slack.gateway.render;

import flow.events.TurnId;
import java.time.Instant;

/// What a turn's messages show beside what Claude said.
///
/// @param turn whose messages these are
/// @param starter who started the thread, and so decides
/// @param stopping whether somebody asked to stop it
/// @param followed whether somebody already asked to try it again or to continue
/// @param repeatable whether the gateway knows its prompt, and so can send it again
/// @param now for the elapsed time
record Frame(
    TurnId turn,
    String starter,
    boolean stopping,
    boolean followed,
    boolean repeatable,
    Instant now) {}
