package flow.kv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A worklet's view of its store, over HTTP.
public final class Store {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final int port;
  private final UUID worklet;
  private final String token;

  private Store(int port, UUID worklet, String token) {
    this.port = port;
    this.worklet = worklet;
    this.token = token;
  }

  /// A new worklet's, with a token of its own.
  public static Store open(RunningService service) {
    return open(service, UUID.randomUUID(), "read-write");
  }

  public static Store open(RunningService service, UUID worklet, String access) {
    var operator = new Store(service.port(), worklet, RunningService.OPERATOR);
    var answer =
        operator.send(
            "POST", "/v1/worklets/" + worklet + "/tokens", "{\"access\":\"" + access + "\"}");
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    var token = answer.json().get("token").asString();
    return new Store(service.port(), worklet, token);
  }

  public static Store as(RunningService service, UUID worklet, String token) {
    return new Store(service.port(), worklet, token);
  }

  public UUID worklet() {
    return worklet;
  }

  public String token() {
    return token;
  }

  public Answer get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Answer head(String path) {
    return call("HEAD", path, null);
  }

  public Answer put(String path, String json, String... headers) {
    return call("PUT", path, json, headers);
  }

  public Answer post(String path, @Nullable String json, String... headers) {
    return call("POST", path, json, headers);
  }

  public Answer delete(String path, String... headers) {
    return call("DELETE", path, null, headers);
  }

  /// Writes a value, which must work.
  public void set(String path, String json) {
    var answer = put(path, json);
    if (answer.status() != 201 && answer.status() != 204) {
      throw new IllegalStateException(answer.toString());
    }
  }

  /// Calls this worklet's store.
  ///
  /// @param path below the worklet's base, such as `/notes/one` or `:stats`
  public Answer call(String method, String path, @Nullable String body, String... headers) {
    return send(method, "/v1/worklets/" + worklet + "/kv" + path, body, headers);
  }

  /// Calls anything with this store's token.
  ///
  /// @param path as it goes over the wire
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    return send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
