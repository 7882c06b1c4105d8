package flow.worklet.preview;

import flow.worklet.lifecycle.PreviewSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Which worklet a request is for.
///
/// @param prefix the part of the path that names it; empty when the host does
/// @param rest the path and query the worklet sees
record Target(String slug, String prefix, String rest) {

  private static final Pattern PATH = Pattern.compile("/w/([a-z0-9-]{1,63})(/.*)?");

  /// The worklet a request is for; null when it is for Flow itself.
  static @Nullable Target of(ServerHttpRequest request, PreviewSettings settings) {
    var path = request.getURI().getRawPath();
    var query = request.getURI().getRawQuery() == null ? "" : "?" + request.getURI().getRawQuery();
    var host = request.getHeaders().getHost();
    var slug = settings.slug(host == null ? null : host.getHostString());
    if (slug != null) {
      return new Target(slug, "", (path.isEmpty() ? "/" : path) + query);
    }
    var match = PATH.matcher(path);
    if (!match.matches()) {
      return null;
    }
    var rest = match.group(2);
    return new Target(match.group(1), "/w/" + match.group(1), (rest == null ? "" : rest) + query);
  }

  /// Whether the path lacks the slash without which its relative links would lead elsewhere.
  boolean lacksSlash() {
    return !rest.startsWith("/");
  }
}
