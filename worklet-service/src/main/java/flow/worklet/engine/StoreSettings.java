package flow.worklet.engine;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where worklets find the key-value service.
///
/// @param publicUrl its base; `localhost` stands for the machine the engine runs on
@ConfigurationProperties("flow.kv")
public record StoreSettings(@DefaultValue("http://localhost:8083") URI publicUrl) {

  /// Whether the service runs on the engine's machine.
  public boolean isLocal() {
    return publicUrl.getHost().equals("localhost") || publicUrl.getHost().startsWith("127.");
  }

  public int port() {
    if (publicUrl.getPort() >= 0) {
      return publicUrl.getPort();
    }
    return publicUrl.getScheme().equals("https") ? 443 : 80;
  }

  /// The base as it is seen from where this machine has another name.
  public String seenFrom(String thisMachine) {
    var host = isLocal() ? thisMachine : publicUrl.getHost();
    return "%s://%s:%d".formatted(publicUrl.getScheme(), host, port());
  }
}
