package flow.worklet.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A real Git server over HTTP: Git's own `http-backend` behind the JDK's web server.
public final class GitServer implements AutoCloseable {

  /// Repositories whose name begins with this can be read with the token only.
  public static final String PRIVATE = "private-";

  public static final String TOKEN = "ghp_test_3f1c7a";

  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  public GitServer(Path root) {
    try {
      this.root = root;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public String url(String repository) {
    return "http://%s/%s.git".formatted(authority(), repository);
  }

  /// What was sent as `Authorization`.
  public List<String> authorizations() {
    return authorizations;
  }

  public Path folder(String repository) {
    return root.resolve(repository + ".git");
  }

  /// Makes a repository with one commit, or adds a commit to it. Tells the commit.
  @CanIgnoreReturnValue
  public String commit(String repository, Map<String, String> files) {
    return commit(repository, "main", files);
  }

  @CanIgnoreReturnValue
  public String commit(String repository, String branch, Map<String, String> files) {
    var work = root.resolve(repository + ".work");
    if (!Files.exists(folder(repository))) {
      makeFolder(root.resolve(repository).resolve("..").normalize());
      git(
          root,
          "init",
          "--quiet",
          "--bare",
          "--initial-branch=main",
          folder(repository).toString());
      git(folder(repository), "config", "http.receivepack", "true");
      git(root, "clone", "--quiet", folder(repository).toString(), work.toString());
    }
    git(work, "checkout", "--quiet", "-B", branch);
    files.forEach((path, content) -> write(work.resolve(path), content));
    git(work, "add", "--all");
    git(work, "commit", "--quiet", "--allow-empty", "-m", "change");
    git(work, "push", "--quiet", "--force", "origin", branch);
    return git(work, "rev-parse", "HEAD").strip();
  }

  public Path work(String repository) {
    return root.resolve(repository + ".work");
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @CanIgnoreReturnValue
  public static String git(Path folder, String... arguments) {
    var command =
        new java.util.ArrayList<>(
            List.of("git", "-c", "user.name=Test", "-c", "user.email=test@localhost"));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      var path = exchange.getRequestURI().getPath();
      if (path.startsWith("/redirect/")) {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
        exchange.sendResponseHeaders(302, -1);
      } else if (path.startsWith("/" + PRIVATE) && !mayRead(authorization)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        backend(exchange);
      }
    }
  }

  private static boolean mayRead(@Nullable String authorization) {
    var wanted =
        Base64.getEncoder()
            .encodeToString(("x-access-token:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    return ("Basic " + wanted).equals(authorization);
  }

  private void backend(HttpExchange exchange) throws IOException {
    var builder = new ProcessBuilder("git", "http-backend");
    builder.environment().putAll(environment(exchange));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    var out = process.getInputStream().readAllBytes();
    var text = new String(out, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (var line : text.substring(0, Math.max(0, end)).split("\r\n")) {
      var parts = line.split(": ", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else if (parts.length == 2) {
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
    }
    int length = out.length - end - 4;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    exchange.getResponseBody().write(out, end + 4, length);
  }

  private Map<String, String> environment(HttpExchange exchange) {
    var all = new HashMap<String, String>();
    var headers = exchange.getRequestHeaders();
    all.put("GIT_PROJECT_ROOT", root.toString());
    all.put("GIT_HTTP_EXPORT_ALL", "1");
    all.put("GIT_CONFIG_COUNT", "1");
    all.put("GIT_CONFIG_KEY_0", "safe.directory");
    all.put("GIT_CONFIG_VALUE_0", "*");
    all.put("PATH_INFO", exchange.getRequestURI().getPath());
    all.put(
        "QUERY_STRING",
        exchange.getRequestURI().getRawQuery() == null
            ? ""
            : exchange.getRequestURI().getRawQuery());
    all.put("REQUEST_METHOD", exchange.getRequestMethod());
    all.put(
        "CONTENT_TYPE",
        String.valueOf(headers.getOrDefault("Content-Type", List.of("")).getFirst()));
    all.put(
        "HTTP_CONTENT_ENCODING",
        String.valueOf(headers.getOrDefault("Content-Encoding", List.of("")).getFirst()));
    all.put(
        "GIT_PROTOCOL",
        String.valueOf(headers.getOrDefault("Git-Protocol", List.of("")).getFirst()));
    all.put("REMOTE_USER", "test");
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
