package flow.worklet.source;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How GitHub is reached, github.com or an Enterprise server.
///
/// @param token reads private repositories, pushes and opens pull requests; it reaches no container
///   and no CLI process
/// @param apiUrl the base of the REST API
/// @param webhookSecret proves that a webhook comes from GitHub; absent means that none are taken
@ConfigurationProperties("flow.github")
public record GithubSettings(
    @Nullable String token,
    @DefaultValue("https://api.github.com") URI apiUrl,
    @Nullable String webhookSecret) {

  @Override
  public String toString() {
    return "GithubSettings[apiUrl=%s]".formatted(apiUrl);
  }
}
