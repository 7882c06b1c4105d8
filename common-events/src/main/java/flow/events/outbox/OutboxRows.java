package flow.events.outbox;

import flow.events.kafka.Envelope;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The messages that wait, in the database.
interface OutboxRows {

  /// Adds a message behind those of the same key.
  Mono<Void> add(OutboxKey key, byte[] value, Envelope envelope);

  /// Makes this transaction the only one that publishes the key.
  ///
  /// @return false while another does
  Mono<Boolean> lock(OutboxKey key);

  /// The first messages of the key that wait, in order.
  Mono<List<OutboxRow>> waiting(OutboxKey key, int limit);

  Mono<Void> published(OutboxKey key, long upTo);

  /// The keys that have waited longer than this.
  Flux<OutboxKey> overdue(Duration age, int limit);

  /// Forgets what was published longer ago than this.
  Mono<Long> forget(Duration age);
}
