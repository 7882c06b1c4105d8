package flow.kv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a stream of Server-Sent Events.
final class Watching implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final InputStream stream;
  private volatile boolean over;

  private Watching(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("answered " + response.statusCode());
      }
      stream = response.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  static Watching of(RunningService service, Store store, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + service.port()
                        + "/v1/worklets/"
                        + store.worklet()
                        + "/kv"
                        + path))
            .header("Authorization", "Bearer " + store.token());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new Watching(request.build());
  }

  /// The next event; waits for it.
  Event next() {
    try {
      var event = events.poll(30, TimeUnit.SECONDS);
      if (event == null) {
        throw new IllegalStateException("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var name = "";
      var id = "";
      var data = new StringBuilder();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(name, id, data.toString()));
          }
          name = "";
          id = "";
          data.setLength(0);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data.append(data.isEmpty() ? "" : "\n").append(line.substring(6));
        }
      }
    } catch (IOException cut) {
      // told by isOver
    }
    over = true;
  }

  record Event(String name, String id, String data) {

    JsonNode json() {
      return JsonMapper.shared().readTree(data);
    }
  }
}
