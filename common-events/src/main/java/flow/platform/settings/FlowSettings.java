package flow.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What all services share.
///
/// @param dataDir where sessions' and worklets' folders live
/// @param publicUrl the base of the links shown to people
/// @param apiToken the operator's bearer token; empty means that nobody is let in
/// @param instance names this process among the instances of its service, and again after a
///   restart; empty means a new name at every start
@ConfigurationProperties("flow")
public record FlowSettings(
    @DefaultValue("data") Path dataDir,
    @DefaultValue("http://localhost:8082") URI publicUrl,
    @DefaultValue("") String apiToken,
    @DefaultValue("") String instance) {

  @Override
  public String toString() {
    return "FlowSettings[dataDir=%s, publicUrl=%s]".formatted(dataDir, publicUrl);
  }
}
