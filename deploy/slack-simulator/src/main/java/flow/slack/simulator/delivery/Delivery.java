package flow.slack.simulator.delivery;

import flow.slack.simulator.delivery.Receipt.Outcome;
import flow.slack.simulator.json.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing to tell the app, until it has acknowledged it.
final class Delivery {

  private final Kind kind;
  private final ObjectNode payload;
  private final long startedAt = System.nanoTime();
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

  Delivery(Kind kind, ObjectNode payload) {
    this.kind = kind;
    this.payload = payload;
  }

  Kind kind() {
    return kind;
  }

  CompletableFuture<Receipt> receipt() {
    return receipt;
  }

  boolean isOver() {
    return receipt.isDone();
  }

  void end(Outcome outcome, int attempts, @Nullable JsonNode response) {
    var after = Duration.ofNanos(System.nanoTime() - startedAt);
    receipt.complete(new Receipt(outcome, attempts, after, response));
  }

  /// A word on the content, for the records.
  String what() {
    return switch (kind) {
      case EVENT -> Json.text(payload.get("event"), "type");
      case COMMAND -> Json.text(payload, "command");
      case INTERACTION -> Json.text(payload, "type");
    };
  }

  String frame(String envelope, int attempt) {
    var frame = Json.object();
    frame.put("envelope_id", envelope).set("payload", payload);
    frame.put("type", kind.type()).put("accepts_response_payload", kind.acceptsResponse());
    if (kind == Kind.EVENT) {
      frame.put("retry_attempt", attempt).put("retry_reason", attempt == 0 ? "" : "timeout");
    }
    return frame.toString();
  }
}
