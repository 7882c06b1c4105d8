package flow.slack.gateway.inbound;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What people did and Flow has not dealt with yet.
public interface Inbox {

  /// Something to deal with.
  ///
  /// @param command the id of the command it becomes
  /// @param root the message that opens its thread, once that was asked for
  /// @param attempts how often it was taken up, this time included
  record Item(long id, UUID command, Arrival arrival, @Nullable UUID root, int attempts) {}

  /// Keeps it. Gives false when it is known already.
  Mono<Boolean> add(Arrival arrival);

  /// Takes up what can be done now: of each thread the oldest. What is taken up and neither done
  /// nor put off is taken up again after a minute.
  Flux<Item> take(int most);

  /// Marks it as done, in the transaction of its effect.
  Mono<Void> done(Item item);

  /// Goes on with it once its thread has been opened by this message.
  Mono<Void> awaitRoot(Item item, UUID root);

  Mono<Void> putOff(Item item, Duration pause);

  /// Forgets what was done longer ago.
  Mono<Long> forget(Duration age);

  /// A signal whenever something was added by this instance.
  Flux<Boolean> additions();
}
