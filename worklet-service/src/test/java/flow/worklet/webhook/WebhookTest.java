package flow.worklet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
final class WebhookTest {

  final Service service = Shared.service();

  int deliver(String delivery, String body, String secret) {
    return service
        .send(
            HttpRequest.newBuilder(service.uri("/webhooks/github"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", delivery)
                .header(
                    "X-Hub-Signature-256",
                    Signature.of(body.getBytes(StandardCharsets.UTF_8), secret)))
        .statusCode();
  }

  String push(String repository, String branch) {
    return "{\"ref\":\"refs/heads/%s\",\"repository\":{\"clone_url\":\"%s\",\"default_branch\":\"main\"}}"
        .formatted(branch, service.git().url(repository));
  }

  @Test
  void deploysWhatWasPushedOnce() {
    var id = service.createRunning(service.site("hooked", "one"));
    service.site("hooked", "two");
    var delivery = UUID.randomUUID().toString();

    assertThat(deliver(delivery, push("hooked", "main"), Service.WEBHOOK_SECRET)).isEqualTo(202);
    assertThat(deliver(delivery, push("hooked", "main"), Service.WEBHOOK_SECRET)).isEqualTo(202);

    assertThat(service.awaitEnd(id, 2).get("status").asString()).isEqualTo("LIVE");
    assertThat(service.see(id)).isEqualTo("two");
    service.awaitQuiet(id);
    assertThat(service.deployments(id)).hasSize(2);
    service.delete(id);
  }

  @Test
  void heedsNeitherOtherBranchesNorOtherRepositories() {
    var id = service.createRunning(service.site("unhooked", "one"));

    assertThat(
            deliver(UUID.randomUUID().toString(), push("unhooked", "next"), Service.WEBHOOK_SECRET))
        .isEqualTo(202);
    assertThat(deliver(UUID.randomUUID().toString(), push("fork", "main"), Service.WEBHOOK_SECRET))
        .isEqualTo(202);

    assertThat(service.deployments(id)).hasSize(1);
    service.delete(id);
  }

  @Test
  void believesNobodyWithoutTheSecret() {
    assertThat(deliver("x", push("hooked", "main"), "guessed")).isEqualTo(401);
  }

  @Test
  void takesLargeDeliveries() {
    var push = push("large", "main").replaceFirst("\\{", "{\"padding\":\"%s\",");
    var padded = push.formatted("x".repeat(5 << 20));

    assertThat(deliver(UUID.randomUUID().toString(), padded, Service.WEBHOOK_SECRET))
        .isEqualTo(202);
    assertThat(deliver(UUID.randomUUID().toString(), padded, "guessed")).isEqualTo(401);
  }

  @Test
  void refusesWhatIsLargerThanGithubSends() throws IOException {
    try (var socket = new Socket("localhost", service.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nX-Hub-Signature-256: sha256=00\r\n\r\n"
                  .formatted((25 << 20) + 1)
                  .getBytes(StandardCharsets.UTF_8));
      var answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();

      assertThat(answer).startsWith("HTTP/1.1 413");
    }
  }
}
