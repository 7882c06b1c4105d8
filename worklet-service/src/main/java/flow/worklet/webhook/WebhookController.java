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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Takes GitHub's deliveries. Nothing in one is believed before its signature is right, and each
/// takes effect once. A push to a fork is a push to another repository and concerns nobody here.
@RestController
class WebhookController {

  private static final String BY = "github";
  private static final int LONGEST = 25 << 20;

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
      ServerWebExchange exchange) {
    var secret = settings.webhookSecret();
    return secret == null || signature == null
        ? Mono.error(WebhookController::unsigned)
        : body(exchange.getRequest())
            .publishOn(Schedulers.parallel()) // a large one keeps a thread busy for a while
            .flatMap(body ->
                Signature.isOf(body, secret, signature)
                    ? take(delivery, event, body)
                    : Mono.error(WebhookController::unsigned));
  }

  /// GitHub's deliveries are larger than anything else that is sent here.
  private static Mono<byte[]> body(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > LONGEST
        ? Mono.error(WebhookController::tooLarge)
        : DataBufferUtils.join(request.getBody(), LONGEST)
            .map(WebhookController::bytes)
            .defaultIfEmpty(new byte[0])
            .onErrorMap(DataBufferLimitException.class, _ -> tooLarge());
  }

  private static byte[] bytes(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static Problem tooLarge() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE, "validation_failed", "A delivery has at most 25 MB.");
  }

  private static Problem unsigned() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "unauthorized",
        "The delivery is not signed with GITHUB_WEBHOOK_SECRET.");
  }

  private Mono<Map<String, Long>> take(String delivery, String event, byte[] body) {
    if (delivery.isBlank() || delivery.length() > 100) {
      return Mono.error(
          new Problem(
              HttpStatus.BAD_REQUEST, "validation_failed", "X-GitHub-Delivery is missing."));
    }
    if (!event.equals("push")) {
      return Mono.just(Map.of("deployments", 0L));
    }
    return deploy(delivery, Push.read(body)).map(count -> Map.of("deployments", count));
  }

  /// The delivery is noted with its effect, so a failure lets GitHub deliver it again.
  private Mono<Long> deploy(String delivery, Optional<Push> push) {
    return transactions.in(
        events
            .firstDelivery(delivery)
            .filter(first -> first)
            .flatMapMany(_ -> Mono.justOrEmpty(push))
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
}
