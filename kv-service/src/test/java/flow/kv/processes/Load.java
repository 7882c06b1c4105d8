package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;

import flow.kv.RunningService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Callers that read, write, count and vanish without end, and remember what they were told.
final class Load implements AutoCloseable {

  private static final int CALLERS = 8;
  private static final int CALLS_PER_KEY = 200;
  private static final long PACE = 5_000_000; // nanoseconds between a caller's calls
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> callers = new ArrayList<>();
  private final Map<String, History> histories = new ConcurrentHashMap<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong counted = new AtomicLong();
  private final UUID worklet = UUID.randomUUID();
  private final int port;
  private volatile boolean over;

  Load(int port) {
    this.port = port;
  }

  void start() {
    for (int i = 0; i < CALLERS; i++) {
      callers.add(threads.submit(() -> repeat(this::readOrWrite)));
    }
    callers.add(threads.submit(() -> repeat(this::count)));
    callers.add(threads.submit(() -> repeat(this::vanish)));
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long refused() {
    return refused.get();
  }

  /// Ends the load, and looks at what was seen.
  void check() throws Exception {
    over = true;
    for (var caller : callers) {
      caller.get(2, TimeUnit.MINUTES);
    }
    histories.forEach((key, _) -> read(key));

    assertThat(surprises).isEmpty();
    assertThat(histories).isNotEmpty();
    histories.forEach((key, history) ->
        assertThat(history.isLinearizable())
            .as("the history of %s, %d calls", key, history.size())
            .isTrue());
    var answer = send(request("/counter").GET());
    assertThat(answer == null ? "" : answer.body()).isEqualTo(String.valueOf(counted.get()));
  }

  UUID worklet() {
    return worklet;
  }

  private void repeat(Runnable call) {
    while (!over) {
      call.run();
      LockSupport.parkNanos(PACE);
    }
  }

  private void readOrWrite() {
    var key = key();
    if (ThreadLocalRandom.current().nextInt(5) < 2) {
      read(key);
    } else {
      write(key);
    }
  }

  /// All callers use the same key for a while, then the next: a history stays short.
  private String key() {
    return "k" + calls.getAndIncrement() / CALLS_PER_KEY;
  }

  private void read(String key) {
    long began = System.nanoTime();
    var answer = send(request("/" + key).GET());
    if (answer == null) {
      return;
    }
    switch (answer.statusCode()) {
      case 200 -> history(key).read(answer.body(), began, System.nanoTime());
      case 404 -> history(key).read(null, began, System.nanoTime());
      default -> refusal(answer);
    }
  }

  private void write(String key) {
    var value = "\"" + UUID.randomUUID() + "\"";
    long began = System.nanoTime();
    var answer = send(request("/" + key).PUT(BodyPublishers.ofString(value)));
    if (answer != null && (answer.statusCode() == 201 || answer.statusCode() == 204)) {
      history(key).wrote(value, began, System.nanoTime());
      acknowledged.incrementAndGet();
    } else {
      history(key).mayHaveWritten(value, began);
      refusal(answer);
    }
  }

  /// One more, asked for again and again until it is acknowledged.
  private void count() {
    var request =
        request("/counter:increment")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString("{}"));
    var answer = send(request);
    while (answer == null || answer.statusCode() != 200) {
      refusal(answer);
      answer = send(request);
    }
    counted.incrementAndGet();
  }

  /// Writes, and leaves before the answer, sometimes in the middle of the question.
  private void vanish() {
    var key = key();
    var value = "\"" + UUID.randomUUID() + "\"";
    boolean whole = ThreadLocalRandom.current().nextBoolean();
    if (whole) {
      history(key).mayHaveWritten(value, System.nanoTime());
    }
    var request =
        """
        PUT /v1/worklets/%s/kv/load/%s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        \r
        """
                .formatted(worklet, key, RunningService.OPERATOR, value.length())
            + value.substring(0, whole ? value.length() : value.length() / 2);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException away) {
      rest();
    }
  }

  private History history(String key) {
    return histories.computeIfAbsent(key, _ -> new History());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://localhost:%d/v1/worklets/%s/kv/load%s".formatted(port, worklet, path)))
        .header("Authorization", "Bearer " + RunningService.OPERATOR)
        .timeout(PATIENCE);
  }

  /// Null when there was no answer, because there is no service; waiting in vain is a surprise.
  private @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (java.net.http.HttpTimeoutException never) {
      surprises.add("no answer within " + PATIENCE);
      return null;
    } catch (IOException away) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void refusal(@Nullable HttpResponse<String> answer) {
    if (answer != null) {
      refused.incrementAndGet();
      if (answer.statusCode() != 503
          || !answer.body().contains("\"code\":\"unavailable\"")
          || answer.headers().firstValue("Retry-After").isEmpty()) {
        surprises.add(answer.statusCode() + " " + answer.body());
      }
    }
    rest();
  }

  /// Callers do not hammer on what is away.
  private static void rest() {
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
    http.shutdownNow();
  }
}
