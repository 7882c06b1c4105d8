package flow.slack.gateway.inbound;

import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackApi.Identity;
import flow.slack.gateway.inbound.Meaning.Answer;
import flow.slack.gateway.inbound.Meaning.Dialog;
import flow.slack.gateway.inbound.Meaning.Nothing;
import flow.slack.gateway.inbound.Meaning.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes a delivery in: keeps it, then acknowledges it, within the three seconds Slack waits.
@Component
class Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  /// Slack gives up after 3 s.
  private static final Duration HARD_STOP = Duration.ofMillis(2_500);

  private static final String NOT_TAKEN_IN =
      "Flow could not take this in just now. If no thread appears within a minute, please send it again.";

  private final Deliveries deliveries;
  private final Lanes lanes;
  private final SlackApi slack;
  private final MeterRegistry meters;

  Receiver(Deliveries deliveries, Lanes lanes, SlackApi slack, MeterRegistry meters) {
    this.deliveries = deliveries;
    this.lanes = lanes;
    this.slack = slack;
    this.meters = meters;
  }

  /// @param acknowledge sends the acknowledgement over the connection the delivery came from
  Mono<Void> receive(JsonNode envelope, Identity self, Consumer<String> acknowledge) {
    var kind = envelope.path("type").asString("");
    var id = envelope.path("envelope_id").asString("");
    var sample = Timer.start(meters);
    return Mono.fromSupplier(() -> deliveries.read(kind, envelope.path("payload"), self))
        .flatMap(this::takeIn)
        .timeout(HARD_STOP)
        .map(answer -> acknowledgement(id, answer))
        .doOnNext(acknowledge)
        .doOnNext(_ -> sample.stop(timer(kind, "ok")))
        .onErrorResume(error -> failed(kind, id, error, acknowledge, sample))
        .then();
  }

  /// What the sender is told at once; empty text for nothing.
  private Mono<String> takeIn(Meaning meaning) {
    return switch (meaning) {
      case Nothing _ -> Mono.just("");
      case Answer answer -> Mono.just(answer.text());
      case Work work -> lanes.keep(work.arrival()).thenReturn("");
      case Dialog dialog -> slack.openDialog(dialog.trigger(), dialog.view()).thenReturn("");
    };
  }

  /// An event that is not acknowledged comes again. A command does not: its sender is told.
  private Mono<String> failed(
      String kind, String id, Throwable error, Consumer<String> acknowledge, Timer.Sample sample) {
    LOG.warn("A delivery ({}) could not be taken in: {}", kind, error.toString());
    sample.stop(timer(kind, "failed"));
    if (kind.equals("slash_commands")) {
      return Mono.fromRunnable(() -> acknowledge.accept(acknowledgement(id, NOT_TAKEN_IN)));
    }
    return Mono.empty();
  }

  private Timer timer(String kind, String outcome) {
    return meters.timer("flow.slack.ack", "kind", kind, "outcome", outcome);
  }

  private static String acknowledgement(String id, String answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("envelope_id", id);
    if (!answer.isEmpty()) {
      node.putObject("payload").put("response_type", "ephemeral").put("text", answer);
    }
    return node.toString();
  }
}
