package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Watching a namespace.
class WatchTest {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Another instance on the same database.
  static RunningService second = RunningService.shared();

  final Store store = Store.open(RunningService.shared());

  @BeforeAll
  static void startAnother() {
    second =
        RunningService.start(
            RunningService.shared().dsn(),
            "flow.kv.watch.heartbeat=300ms",
            "flow.kv.watch.per-worklet=1");
  }

  @AfterAll
  static void stopIt() {
    second.close();
  }

  @Test
  void tellsWhatIsThereThenWhatChanges() {
    store.set("/live/a", "{\"x\":\n 1}");
    store.set("/other/z", "1");
    try (var watching = Watching.of(RunningService.shared(), store, "/live:watch")) {
      var first = watching.next();
      assertThat(first.name()).isEqualTo("put");
      assertThat(first.id()).isEmpty();
      assertThat(first.json().get("key").asString()).isEqualTo("a");
      assertThat(first.json().get("value").get("x").asInt()).isEqualTo(1);
      assertThat(watching.next().name()).isEqualTo("ready");

      var version = store.put("/live/b", "2").version();
      store.set("/other/z", "2");
      var put = watching.next();
      assertThat(put.name()).isEqualTo("put");
      assertThat(put.id()).isEqualTo(String.valueOf(version));
      assertThat(put.json().get("value").asInt()).isEqualTo(2);
      assertThat(store.delete("/live/a").status()).isEqualTo(204);
      assertThat(watching.next().name()).isEqualTo("delete");
      assertThat(store.post("/live/n:increment", "{}").status()).isEqualTo(200);
      assertThat(watching.next().json().get("value").asInt()).isEqualTo(1);
      store.set("/live/brief?ttl=0.2", "1");
      assertThat(watching.next().json().has("expiresAt")).isTrue();
      assertThat(watching.next().json().get("key").asString()).isEqualTo("brief");
      assertThat(store.delete("/live").status()).isEqualTo(200);
      assertThat(watching.next().name()).isEqualTo("clear");
    }
  }

  @Test
  void resumesWhereItWasBrokenOff() {
    String seen;
    try (var watching = Watching.of(RunningService.shared(), store, "/live:watch?prefix=k")) {
      seen = watching.next().id();
      assertThat(Long.parseLong(seen)).isGreaterThanOrEqualTo(0);
    }
    for (int i = 0; i < 300; i++) {
      store.set("/live/k" + i, String.valueOf(i));
    }
    store.set("/live/x", "1");
    try (var watching =
        Watching.of(
            RunningService.shared(), store, "/live:watch?prefix=k", "Last-Event-ID", seen)) {
      long last = Long.parseLong(seen);
      for (int i = 0; i < 300; i++) {
        var event = watching.next();
        assertThat(event.json().get("key").asString()).isEqualTo("k%d", i);
        assertThat(Long.parseLong(event.id())).isGreaterThan(last);
        last = Long.parseLong(event.id());
      }
    }
  }

  @Test
  void refusesToResumeFromWhatIsGone() {
    var first = store.put("/live/a", "1").version();
    store.set("/live/a", "2");
    var gone = store.get("/live:watch", "Last-Event-ID", String.valueOf(first));

    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.code()).isEqualTo("compacted");
    assertThat(store.get("/live:watch", "Last-Event-ID", "x").code())
        .isEqualTo("validation_failed");
    assertThat(store.get("/live:watch?prefix=a%20").code()).isEqualTo("validation_failed");
  }

  @Test
  void showsChangesOfAnotherInstance() {
    try (var watching = Watching.of(second, store, "/live:watch")) {
      assertThat(watching.next().name()).isEqualTo("ready");
      for (int i = 0; i < 20; i++) {
        store.set("/live/a", String.valueOf(i));
        assertThat(watching.next().json().get("value").asInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void endsWhenTheTokenIsRevoked() {
    try (var watching = Watching.of(second, store, "/live:watch")) {
      assertThat(watching.next().name()).isEqualTo("ready");
      var operator = Store.as(second, store.worklet(), RunningService.OPERATOR);
      assertThat(
              operator.send("DELETE", "/v1/worklets/" + store.worklet() + "/tokens", "").status())
          .isEqualTo(204);

      await().atMost(PATIENCE).until(watching::isOver);
    }
  }

  @Test
  @Tag("unproven")
  void disconnectsAReaderThatDoesNotRead() {
    var large = "\"" + "x".repeat(1_000_000) + "\"";
    try (var service =
            RunningService.start(
                RunningService.shared().dsn(),
                "flow.kv.watch.patience=5s",
                "flow.kv.watch.heartbeat=500ms");
        var stuck = new StuckReader(service.port(), store, "/live:watch")) {
      stuck.readHead();
      for (int i = 0; i < 30; i++) {
        store.set("/live/large", large);
      }

      await().atMost(PATIENCE.multipliedBy(2)).until(() -> streams(service) == 0);
    }
  }

  private static double streams(RunningService service) {
    return service.bean(MeterRegistry.class).get("flow.kv.streams").gauge().value();
  }

  @Test
  void servesOnlySoManyStreamsOfAWorklet() {
    try (var watching = Watching.of(second, store, "/live:watch")) {
      assertThat(watching.next().name()).isEqualTo("ready");
      var refused = Store.as(second, store.worklet(), store.token()).get("/live:watch");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("rate_limited");
    }
  }
}
