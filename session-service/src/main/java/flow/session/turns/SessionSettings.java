package flow.session.turns;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How sessions share this instance.
///
/// @param idleTimeout after which an idle session's process is stopped
/// @param maxProcesses how many CLI processes live at once on this instance
/// @param maxQueued how many prompts may wait in one session
/// @param drain how long a stopping service waits for turns to end before it hands them over
@ConfigurationProperties("flow.session")
@Validated
record SessionSettings(
    @DefaultValue("30m") Duration idleTimeout,
    @DefaultValue("10") @Positive int maxProcesses,
    @DefaultValue("20") @Positive int maxQueued,
    @DefaultValue("5s") Duration drain) {}
