package flow.slack.simulator.delivery;

import flow.slack.simulator.delivery.Receipt.Outcome;
import flow.slack.simulator.faults.Faults;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.record.Delivered;
import flow.slack.simulator.record.Records;
import flow.slack.simulator.workspace.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/// Sends envelopes to any open socket until they are acknowledged or given up. What happens while
/// no socket is open is lost, as in Slack.
public final class Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Sockets sockets;
  private final Faults faults;
  private final Records records;
  private final Timing timing;
  private final Map<String, Attempt> waiting = new ConcurrentHashMap<>();

  public Deliveries(Sockets sockets, Faults faults, Records records, Timing timing) {
    this.sockets = sockets;
    this.faults = faults;
    this.records = records;
    this.timing = timing;
  }

  private record Attempt(Delivery delivery, int number) {}

  /// Sends at once; the future ends with the delivery, and never fails.
  public CompletableFuture<Receipt> send(Kind kind, ObjectNode payload) {
    var delivery = new Delivery(kind, payload);
    attempt(new Attempt(delivery, 0));
    return delivery.receipt();
  }

  /// Sends at once, whatever comes of it.
  public void tell(Kind kind, ObjectNode payload) {
    attempt(new Attempt(new Delivery(kind, payload), 0));
  }

  /// Takes what a socket received.
  void received(String text) {
    var frame = Json.parse(text);
    var envelope = Json.text(frame, "envelope_id");
    var attempt = waiting.get(envelope);
    if (attempt == null) {
      LOG.debug("a frame that acknowledges nothing: {}", text);
    } else if (!faults.ignoresAcknowledgement()) {
      waiting.remove(envelope);
      records.acknowledged(envelope);
      attempt
          .delivery()
          .end(Outcome.ACKNOWLEDGED, attempt.number() + 1, Json.find(frame, "payload"));
    }
  }

  private void attempt(Attempt attempt) {
    if (attempt.delivery().isOver()) {
      return;
    }
    var sent = false;
    for (var copy = 0; copy <= faults.copies(); copy++) {
      sent |= send(attempt);
    }
    if (sent) {
      later(timing.acknowledgeWithin(), () -> unacknowledged(attempt));
    } else if (attempt.number() == 0) {
      attempt.delivery().end(Outcome.NOT_CONNECTED, 0, null);
    } else {
      unacknowledged(attempt);
    }
  }

  private boolean send(Attempt attempt) {
    var connection = sockets.any().orElse(null);
    if (connection == null) {
      return false;
    }
    var envelope = Ids.envelope();
    waiting.put(envelope, attempt);
    records.add(entry(attempt, envelope, connection.id()));
    later(timing.acknowledgeWithin(), () -> waiting.remove(envelope));
    return connection.send(attempt.delivery().frame(envelope, attempt.number()));
  }

  private void unacknowledged(Attempt attempt) {
    var delivery = attempt.delivery();
    var next = attempt.number() + 1;
    if (delivery.kind() != Kind.EVENT || next > timing.redeliverAfter().size()) {
      delivery.end(Outcome.TIMED_OUT, next, null);
    } else if (!delivery.isOver()) {
      var pause = timing.redeliverAfter().get(attempt.number());
      later(pause, () -> attempt(new Attempt(delivery, next)));
    }
  }

  private static Delivered entry(Attempt attempt, String envelope, String connection) {
    var delivery = attempt.delivery();
    return new Delivered(
        envelope,
        delivery.kind().type(),
        delivery.what(),
        attempt.number(),
        connection,
        Instant.now(),
        null);
  }

  private static void later(Duration pause, Runnable action) {
    Mono.delay(pause).subscribe(_ -> action.run(), error -> LOG.error("a delivery failed", error));
  }
}
