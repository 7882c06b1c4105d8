package flow.events;

import java.math.BigDecimal;
import java.time.Duration;

/// What a turn took.
///
/// @param model the model that answered, as the CLI names it; "unknown" when it did not say
/// @param inputTokens tokens read, cached ones included
/// @param outputTokens tokens written
/// @param costUsd this turn's cost in US dollars, as the CLI reckons it
/// @param duration from the turn's start to its end
public record Usage(
    String model, long inputTokens, long outputTokens, BigDecimal costUsd, Duration duration) {}
