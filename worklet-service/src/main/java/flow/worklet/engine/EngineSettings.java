package flow.worklet.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which engine runs worklets and how it is reached.
///
/// @param kind the engine
/// @param dockerHost where Docker listens; absent means its default socket
/// @param registry where images are pushed so that a cluster's nodes find them; absent means
///   nowhere
/// @param namespace the Kubernetes namespace in which worklets run
/// @param timeout how long one call may take
/// @param lookEvery how often everything is compared with the database
@ConfigurationProperties("flow.engine")
public record EngineSettings(
    @DefaultValue("docker") Kind kind,
    @Nullable String dockerHost,
    @Nullable String registry,
    @DefaultValue("flow-worklets") String namespace,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("30s") Duration lookEvery) {

  public enum Kind {
    DOCKER,
    SWARM,
    KUBERNETES
  }
}
