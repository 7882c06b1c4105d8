package flow.kv.access;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How worklets are let in.
///
/// @param callsPerSecond how often a worklet may call one instance, on the average; it may save up
///   a second's worth
/// @param grace how long a deleted worklet's data is kept
@ConfigurationProperties("flow.kv.access")
@Validated
record AccessSettings(
    @DefaultValue("50000") @Positive int callsPerSecond, @DefaultValue("7d") Duration grace) {}
