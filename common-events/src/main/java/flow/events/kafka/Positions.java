package flow.events.kafka;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/// How far a consumer group has read, kept with the effects of what it read.
interface Positions {

  /// The next offset of each partition that has been read before.
  Mono<Map<Integer, Long>> load(String topicId, Collection<Integer> partitions);

  /// Moves past a record, inside the transaction that has its effect.
  ///
  /// @return whether it moved; if not, somebody else has handled the record already
  Mono<Boolean> advance(String topicId, int partition, long offset);
}
