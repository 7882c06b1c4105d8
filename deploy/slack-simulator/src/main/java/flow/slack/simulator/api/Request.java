package flow.slack.simulator.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A call as it came over the wire.
///
/// @param token from the header or the `token` argument
/// @param arguments without the token
/// @param json whether they came as JSON
/// @param problem Slack's error name when the body could not be read
public record Request(
    String method,
    @Nullable String token,
    ObjectNode arguments,
    boolean json,
    @Nullable String problem) {}
