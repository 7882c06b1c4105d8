package flow.slack.simulator.delivery;

import java.time.Duration;
import java.util.List;

/// How long Slack waits.
///
/// @param acknowledgeWithin for an acknowledgement
/// @param redeliverAfter before each further attempt of an event
/// @param connectionLife until a socket is told to reconnect
/// @param warning between the warning, the request to reconnect and the cut
public record Timing(
    Duration acknowledgeWithin,
    List<Duration> redeliverAfter,
    Duration connectionLife,
    Duration warning) {}
