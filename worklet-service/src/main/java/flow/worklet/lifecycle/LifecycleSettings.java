package flow.worklet.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a worklet is kept, and how much may wait.
///
/// @param pauseAfter without a request it is paused
/// @param stopAfter without a request it is stopped
/// @param expireAfter it is deleted, unless somebody extends it
/// @param warnBefore how long before that a warning is given
/// @param look how often idle ones are looked for
/// @param promptsWaiting how many prompts may wait at a worklet
/// @param repairs how often a failure is given back to Claude
@ConfigurationProperties("flow.lifecycle")
public record LifecycleSettings(
    @DefaultValue("15m") Duration pauseAfter,
    @DefaultValue("2h") Duration stopAfter,
    @DefaultValue("14d") Duration expireAfter,
    @DefaultValue("24h") Duration warnBefore,
    @DefaultValue("10s") Duration look,
    @DefaultValue("20") int promptsWaiting,
    @DefaultValue("2") int repairs) {}
