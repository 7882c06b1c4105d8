package flow.worklet.webhook;

import flow.events.CommandId;
import flow.events.WorkletCommand;
import flow.platform.database.Transactions;
import flow.platform.web.Problem;
import flow.worklet.lifecycle.StoredEvents;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.WorkletCommands;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.source.GithubSettings;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes GitHub's deliveries. Nothing in one is believed before its signature is right, and each
/// takes effect once. A push to a fork is a push to another repository and concerns nobody here.
@RestController
class WebhookController {

  private static final String BY = "github";

  private final Worklets worklets;
  private final WorkletCommands commands;
  private final StoredEvents events;
  private final Transactions transactions;
  private final GithubSettings settings;

  WebhookController(
      Worklets worklets,
      WorkletCommands commands,
      StoredEvents events,
      Transactions transactions,
      GithubSettings settings) {
    this.worklets = worklets;
    this.commands = commands;
    this.events = events;
    this.transactions = transactions;
    this.settings = settings;
  }

  @PostMapping("/webhooks/github")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Map<String, Long>> take(
      @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
      @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery,
      @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
      @RequestBody byte[] body) {
    var secret = settings.webhookSecret();
    if (secret == null || !Signature.isOf(body, secret, signature)) {
      return Mono.error(
          new Problem(
              HttpStatus.UNAUTHORIZED,
              "unauthorized",
              "The delivery is not signed with GITHUB_WEBHOOK_SECRET."));
    }
    if (delivery.isBlank() || delivery.length() > 100) {
      return Mono.error(
          new Problem(
              HttpStatus.BAD_REQUEST, "validation_failed", "X-GitHub-Delivery is missing."));
    }
    if (!event.equals("push")) {
      return Mono.just(Map.of("deployments", 0L));
    }
    return deploy(delivery, read(body)).map(count -> Map.of("deployments", count));
  }

  /// The delivery is noted with its effect, so a failure lets GitHub deliver it again.
  private Mono<Long> deploy(String delivery, JsonNode body) {
    return transactions.in(
        events
            .firstDelivery(delivery)
            .filter(first -> first)
            .flatMapMany(_ -> Mono.justOrEmpty(Push.of(body)))
            .concatMap(this::concerned)
            .concatMap(worklet ->
                commands.acceptWithin(
                    new WorkletCommand.Deploy(worklet.id(), CommandId.random(), BY, Instant.now())))
            .count());
  }

  private Flux<Worklet> concerned(Push push) {
    return Flux.fromIterable(push.addresses())
        .concatMap(worklets::ofRepository)
        .distinct(Worklet::id)
        .filter(worklet ->
            worklet.branch() == null ? push.isDefault() : worklet.branch().equals(push.branch()));
  }

  private static JsonNode read(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "validation_failed", "The body is not JSON.");
    }
  }
}
