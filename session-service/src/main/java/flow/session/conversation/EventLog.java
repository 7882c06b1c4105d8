package flow.session.conversation;

import flow.events.SessionEvent;
import flow.events.SessionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What was told of sessions, streamed text left out.
public interface EventLog {

  Mono<Void> add(SessionEvent event);

  /// In the order of telling, after a place.
  Flux<Told> after(SessionId session, long place, int most);

  /// An event and its place in the order.
  record Told(long place, SessionEvent event) {}
}
