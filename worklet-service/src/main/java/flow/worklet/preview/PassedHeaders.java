package flow.worklet.preview;

import flow.platform.web.OperatorToken;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Which headers are passed on, and how they change on the way.
final class PassedHeaders {

  /// What concerns one connection only (RFC 9110, 7.6.1).
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// What says where a request came from; only Flow says that.
  private static final Set<String> FORWARDED =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-prefix",
          "x-real-ip");

  /// What would change how the browser treats Flow's own pages, when a worklet shares their host.
  private static final Set<String> WHOLE_HOST =
      Set.of(
          "service-worker-allowed",
          "strict-transport-security",
          "clear-site-data",
          "public-key-pins");

  /// A worklet that shares Flow's host gets an origin of its own.
  private static final String SANDBOX =
      "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads";

  private static final String FLOW_COOKIE = "flow_";

  private PassedHeaders() {}

  static HttpHeaders request(ServerHttpRequest request, Target target, OperatorToken token) {
    var from = request.getHeaders();
    var to = new HttpHeaders();
    var skipped = skipped(from);
    from.forEach((name, values) -> {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!skipped.contains(lower) && !FORWARDED.contains(lower) && !lower.equals("cookie")) {
        to.addAll(name, values);
      }
    });
    if (token.in(from)) {
      to.remove(HttpHeaders.AUTHORIZATION);
    }
    cookies(from).ifPresent(cookies -> to.set(HttpHeaders.COOKIE, cookies));
    to.set("X-Forwarded-Proto", request.getURI().getScheme());
    var host = from.getFirst(HttpHeaders.HOST);
    if (host != null) {
      to.set("X-Forwarded-Host", host);
    }
    var client = address(request.getRemoteAddress());
    if (client != null) {
      to.set("X-Forwarded-For", client);
    }
    if (!target.prefix().isEmpty()) {
      to.set("X-Forwarded-Prefix", target.prefix());
    }
    return to;
  }

  /// The handshake of a web socket makes its own.
  static HttpHeaders webSocket(ServerHttpRequest request, Target target, OperatorToken token) {
    var headers = request(request, target, token);
    headers.headerNames().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("sec-websocket"))
        .toList()
        .forEach(headers::remove);
    return headers;
  }

  /// Copies what a worklet answered.
  static void response(Iterable<Map.Entry<String, String>> from, HttpHeaders to, Target target) {
    var skipped = new HashSet<>(HOP);
    for (var header : from) {
      if (header.getKey().equalsIgnoreCase("connection")) {
        skipped.addAll(List.of(header.getValue().toLowerCase(Locale.ROOT).split("[,\\s]+")));
      }
    }
    boolean shared = !target.prefix().isEmpty();
    for (var header : from) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!skipped.contains(name) && !(shared && WHOLE_HOST.contains(name))) {
        to.add(header.getKey(), value(name, header.getValue(), target));
      }
    }
    if (shared) {
      to.add("Content-Security-Policy", SANDBOX);
    }
  }

  private static String value(String name, String value, Target target) {
    return switch (name) {
      case "set-cookie" -> cookie(value, target.prefix());
      case "location", "content-location" ->
          value.startsWith("/") && !value.startsWith("//") ? target.prefix() + value : value;
      default -> value;
    };
  }

  /// A cookie is for the worklet's own host, and below its own path.
  private static String cookie(String cookie, String prefix) {
    var parts =
        Stream.of(cookie.split(";"))
            .filter(part -> !part.strip().toLowerCase(Locale.ROOT).startsWith("domain="))
            .map(part -> path(part, prefix))
            .collect(Collectors.joining(";"));
    boolean hasPath =
        Stream.of(cookie.split(";"))
            .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).startsWith("path="));
    return prefix.isEmpty() || hasPath ? parts : parts + "; Path=" + prefix + "/";
  }

  private static String path(String part, String prefix) {
    return !prefix.isEmpty() && part.strip().toLowerCase(Locale.ROOT).startsWith("path=")
        ? " Path=" + prefix + part.strip().substring("path=".length())
        : part;
  }

  private static Optional<String> cookies(HttpHeaders from) {
    var kept =
        from.getOrEmpty(HttpHeaders.COOKIE).stream()
            .flatMap(line -> Stream.of(line.split(";")))
            .map(String::strip)
            .filter(cookie ->
                !cookie.isEmpty() && !cookie.toLowerCase(Locale.ROOT).startsWith(FLOW_COOKIE))
            .collect(Collectors.joining("; "));
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  private static Set<String> skipped(HttpHeaders headers) {
    var all = new HashSet<>(HOP);
    headers.getConnection().forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
    return all;
  }

  private static @Nullable String address(@Nullable InetSocketAddress remote) {
    return remote == null || remote.getAddress() == null
        ? null
        : remote.getAddress().getHostAddress();
  }
}
