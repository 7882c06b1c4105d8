package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.Topic;
import flow.events.WorkletEvent;
import flow.events.WorkletId;
import flow.events.kafka.Publisher;
import flow.testing.LocalPostgres;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A worklet's coming and going, as told over Kafka.
class WorkletEventsTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String URL = "http://notes-7f3k.worklets.localhost:8082/";

  final String token = "flowkv_" + UUID.randomUUID();
  final WorkletId worklet = WorkletId.random();

  @Test
  void openAStoreAndCloseIt() throws SQLException {
    try (var service =
        RunningService.start(
            LocalPostgres.fresh(), "flow.kv.access.grace=1s", "flow.kv.upkeep.purge=200ms")) {
      var store = Store.as(service, worklet.value(), token);
      assertThat(store.get("/ns/key").status()).isEqualTo(401);

      publish(service, created());
      await().atMost(PATIENCE).until(() -> store.put("/ns/key", "1").status() == 201);
      publish(service, created());
      assertThat(store.get("/ns/key").text()).isEqualTo("1");
      assertThat(allowed(store, "http://notes-7f3k.worklets.localhost:8082"))
          .isEqualTo("http://notes-7f3k.worklets.localhost:8082");
      assertThat(allowed(store, "http://evil.worklets.localhost:8082")).isEmpty();

      publish(service, new WorkletEvent.Deleted(worklet, 9, "U1", Instant.EPOCH));
      await().atMost(PATIENCE).until(() -> store.get("/ns/key").status() == 401);
      var remains =
          """
          select (select count(*) from kv.worklet where id = '%1$s')
               + (select count(*) from kv.worklet_kv_store where worklet_id = '%1$s')
          """
              .formatted(worklet);
      try (var database = Database.of(service.dsn())) {
        await().atMost(PATIENCE).until(() -> database.number(remains) == 0);
      }
    }
  }

  @Test
  void keepADeletedWorkletClosedWhileItsDataWaits() throws SQLException {
    var service = RunningService.shared();
    var store = Store.as(service, worklet.value(), token);
    publish(service, created());
    await().atMost(PATIENCE).until(() -> store.put("/ns/key", "1").status() == 201);

    publish(service, new WorkletEvent.Deleted(worklet, 9, "U1", Instant.EPOCH));
    await().atMost(PATIENCE).until(() -> store.get("/ns/key").status() == 401);
    publish(service, created());
    var after = WorkletId.random();
    var later = Store.as(service, after.value(), "flowkv_later" + worklet);
    publish(service, created(after, later.token()));
    publish(service, created(worklet, token));

    await().atMost(PATIENCE).until(() -> later.get("/ns/key").status() == 404);
    assertThat(store.get("/ns/key").status()).isEqualTo(401);
    var refused =
        Store.as(service, worklet.value(), RunningService.OPERATOR)
            .send("POST", "/v1/worklets/" + worklet + "/tokens", "{}");
    assertThat(refused.code()).isEqualTo("forbidden");
    try (var database = Database.of(service.dsn())) {
      assertThat(
              database.number(
                  "select count(*) from kv.worklet_kv_store where worklet_id = '" + worklet + "'"))
          .as("kept for the grace period")
          .isOne();
    }
  }

  private static String allowed(Store store, String origin) {
    return store
        .call(
            "OPTIONS",
            "/ns/key",
            null,
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "authorization,content-type")
        .header("Access-Control-Allow-Origin");
  }

  private static void publish(RunningService service, WorkletEvent event) {
    service.bean(Publisher.class).publish(Topic.WORKLET_EVENTS, event).block(PATIENCE);
  }

  private WorkletEvent created() {
    return created(worklet, token);
  }

  private static WorkletEvent created(WorkletId worklet, String token) {
    return new WorkletEvent.Created(
        worklet,
        1,
        "notes",
        "https://example.com/notes.git",
        null,
        "notes-7f3k",
        URL,
        hash(token),
        null,
        "U1",
        Instant.EPOCH);
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
