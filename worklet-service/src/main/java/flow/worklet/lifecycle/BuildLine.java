package flow.worklet.lifecycle;

import java.time.Instant;

/// A line of a build's log, secrets masked.
///
/// @param line counted from 1
public record BuildLine(int line, String text, Instant at) {}
