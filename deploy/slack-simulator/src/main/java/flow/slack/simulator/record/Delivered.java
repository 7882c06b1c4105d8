package flow.slack.simulator.record;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One envelope sent to one connection.
///
/// @param what the event type, the command, or the kind of interaction
/// @param attempt 0 for the first
public record Delivered(
    String envelope,
    String type,
    String what,
    int attempt,
    String connection,
    Instant sentAt,
    @Nullable Duration acknowledgedAfter) {}
