package flow.worklet.lifecycle;

import flow.platform.settings.FlowSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Under which addresses worklets are seen.
///
/// @param domain the suffix of their host names, without a port
@ConfigurationProperties("flow.preview")
public record PreviewSettings(@DefaultValue("worklets.localhost") String domain) {

  /// The worklet's own address.
  public String url(FlowSettings flow, String slug) {
    var base = flow.publicUrl();
    var port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return "%s://%s.%s%s/".formatted(base.getScheme(), slug, domain, port);
  }

  /// The slug in a host name; null when it is another host.
  public @Nullable String slug(@Nullable String host) {
    var suffix = "." + domain;
    if (host == null || !host.endsWith(suffix)) {
      return null;
    }
    var slug = host.substring(0, host.length() - suffix.length());
    return slug.isEmpty() || slug.contains(".") ? null : slug;
  }

  /// The address for clients that cannot resolve the other.
  public static URI path(FlowSettings flow, String slug) {
    return URI.create(flow.publicUrl().toString().replaceAll("/$", "") + "/w/" + slug + "/");
  }
}
