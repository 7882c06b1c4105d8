package flow.kv.upkeep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often the store is tidied.
///
/// @param sweep the pause between two searches for expired entries; they are invisible from the
///   moment they expire
/// @param purge the pause between two searches for deleted worklets whose grace period is over
/// @param changes how long a change stays in the log for watchers who were away
/// @param mostChanges how many changes of a worklet stay in the log
@ConfigurationProperties("flow.kv.upkeep")
record UpkeepSettings(
    @DefaultValue("5s") Duration sweep,
    @DefaultValue("60s") Duration purge,
    @DefaultValue("10m") Duration changes,
    @DefaultValue("10000") int mostChanges) {}
