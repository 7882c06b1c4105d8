package flow.worklet.pullrequest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A strict stand-in for the part of GitHub's REST API that opens pull requests: what GitHub would
/// refuse, it refuses with GitHub's words.
public final class GithubStandIn implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// The pull requests that are open, as they were asked for.
  public final List<JsonNode> opened = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final String token;

  public GithubStandIn(String token) {
    this.token = token;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var path = exchange.getRequestURI().getPath();
      if (!("Bearer " + token).equals(headers.getFirst("Authorization"))) {
        send(exchange, 401, Map.of("message", "Bad credentials"));
      } else if (headers.getFirst("User-Agent") == null) {
        send(exchange, 403, Map.of("message", "Request forbidden by administrative rules."));
      } else if (!"application/vnd.github+json".equals(headers.getFirst("Accept"))) {
        send(exchange, 415, Map.of("message", "Unsupported 'Accept' header"));
      } else if (!path.matches("/repos/[^/]+/[^/]+/pulls")) {
        send(exchange, 404, Map.of("message", "Not Found"));
      } else if (exchange.getRequestMethod().equals("GET")) {
        send(exchange, 200, list(exchange.getRequestURI().getRawQuery()));
      } else {
        open(exchange, path);
      }
    }
  }

  private List<Map<String, String>> list(@Nullable String query) {
    var head =
        URLDecoder.decode(
            String.valueOf(query).replaceAll(".*head=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    return opened.stream()
        .filter(each -> head.endsWith(":" + each.get("head").asString()))
        .map(each -> Map.of("html_url", page(each)))
        .toList();
  }

  private void open(HttpExchange exchange, String path) throws IOException {
    var wanted = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (List.of("title", "head", "base").stream()
        .anyMatch(field -> wanted.path(field).asString("").isBlank())) {
      send(exchange, 422, Map.of("message", "Validation Failed"));
    } else if (opened.stream().anyMatch(each -> each.get("head").equals(wanted.get("head")))) {
      send(
          exchange,
          422,
          Map.of("message", "A pull request already exists for " + wanted.get("head").asString()));
    } else {
      opened.add(wanted);
      send(exchange, 201, Map.of("html_url", page(wanted), "path", path));
    }
  }

  private String page(JsonNode request) {
    return "https://github.test/pull/" + (opened.indexOf(request) + 1);
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
