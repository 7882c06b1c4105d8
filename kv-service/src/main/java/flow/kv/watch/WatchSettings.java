package flow.kv.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How watchers are served.
///
/// @param heartbeat the longest silence of a stream
/// @param poll how often the database is asked whether another instance changed something that is
///   watched here
/// @param hold how long changes are logged after the last watcher has gone
/// @param patience after which a reader that takes nothing is disconnected
/// @param perWorklet how many streams a worklet may have on one instance
/// @param most how many streams one instance serves
@ConfigurationProperties("flow.kv.watch")
record WatchSettings(
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("500ms") Duration poll,
    @DefaultValue("10m") Duration hold,
    @DefaultValue("60s") Duration patience,
    @DefaultValue("100") int perWorklet,
    @DefaultValue("2000") int most) {}
