package flow.slack.gateway.thread;

import flow.events.WorkletId;
import flow.slack.gateway.send.Messages.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The threads Flow takes part in.
public interface Threads {

  /// A thread.
  ///
  /// @param starter who wrote its first prompt
  /// @param worklet the worklet it is about, if it is about one
  record Owned(Place place, String starter, @Nullable WorkletId worklet) {}

  Mono<Owned> find(Place place);

  /// Takes part in the thread from now on. One that is known stays as it is.
  Mono<Void> own(Owned owned, String seenTs);
}
