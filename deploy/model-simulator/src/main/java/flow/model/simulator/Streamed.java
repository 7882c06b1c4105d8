package flow.model.simulator;

import java.time.Instant;

/// An answer that was streamed to its end.
///
/// @param prompt the person's prompt that it answers
/// @param began when the request was taken up
/// @param ended when its last event was sent
public record Streamed(String prompt, Instant began, Instant ended) {}
