package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of worklets that nobody visits; the time is told, not waited for.
@ExtendWith(Shared.class)
final class UsageTest {

  final Service service = Shared.service();
  final Usage usage = service.context().getBean(Usage.class);

  void later(Duration later) {
    usage.look(Instant.now()).then(usage.look(Instant.now().plus(later))).block();
  }

  @Test
  void pausesAndStopsAWorkletAndARequestWakesIt() {
    var id = service.createRunning(service.site("idle", "hello"));

    later(Duration.ofMinutes(16));
    service.awaitState(id, "PAUSED");
    assertThat(service.see(id)).isEqualTo("hello");
    assertThat(service.worklet(id).get("state").asString()).isEqualTo("RUNNING");

    service.awaitQuiet(id);
    later(Duration.ofMinutes(16));
    service.awaitState(id, "PAUSED");
    service.awaitQuiet(id);
    later(Duration.ofHours(3));
    service.awaitState(id, "STOPPED");
    assertThat(
            service
                .send(HttpRequest.newBuilder(service.uri(service.preview(id) + "favicon.ico")))
                .statusCode())
        .isEqualTo(503);
    assertThat(service.see(id)).isEqualTo("hello");
    service.delete(id);
  }

  @Test
  void showsPeopleAPageWhileAWorkletWakes() {
    var id = service.createRunning(service.site("page", "hello"));
    later(Duration.ofMinutes(16));
    service.awaitState(id, "PAUSED");
    service.awaitQuiet(id);
    later(Duration.ofHours(3));
    service.awaitState(id, "STOPPED");

    await()
        .atMost(Service.A_WHILE)
        .until(() -> {
          var answer =
              service.send(
                  HttpRequest.newBuilder(service.uri(service.preview(id)))
                      .header("Accept", "text/html"));
          assertThat(answer.body())
              .matches(body -> body.equals("hello") || body.contains("is waking up"));
          return answer.statusCode() == 200;
        });
    service.delete(id);
  }

  @Test
  void warnsBeforeAWorkletExpiresAndThenDeletesIt() {
    var id = service.createRunning(service.site("expiring", "hello"));

    later(Duration.ofDays(13).plusHours(1));
    var events = service.context().getBean(flow.worklet.lifecycle.StoredEvents.class);
    assertThat(events.after(id, 0, 100).collectList().block())
        .anyMatch(flow.events.WorkletEvent.ExpiresSoon.class::isInstance);
    later(Duration.ofDays(15));

    await()
        .atMost(Service.A_WHILE)
        .until(() ->
            service
                    .send(
                        HttpRequest.newBuilder(service.uri("/api/worklets/" + id))
                            .header("Authorization", "Bearer " + Service.TOKEN))
                    .statusCode()
                == 404);
  }
}
