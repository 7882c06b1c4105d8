package flow.events.outbox;

import flow.events.Message;
import flow.events.Topic;
import reactor.core.publisher.Mono;

/// Where a service says what others must hear.
public interface Outbox {

  /// Notes the message inside the transaction around this call. It is published right after the
  /// commit, in the order of commits per topic and key; if that fails, until it succeeds.
  ///
  /// Delivery is at least once.
  <M extends Message> Mono<Void> add(Topic<M> topic, M message);
}
