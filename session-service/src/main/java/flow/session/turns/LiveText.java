package flow.session.turns;

import flow.events.SessionEvent.TextAppended;
import flow.events.SessionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// The text that grows in this instance's sessions, for those who look on over HTTP. Whoever is
/// slow misses some, and is healed by the block's end.
public final class LiveText {

  private final Sinks.Many<TextAppended> grown = Sinks.many().multicast().directBestEffort();

  LiveText() {}

  public Flux<TextAppended> of(SessionId session) {
    return grown.asFlux().filter(text -> text.session().equals(session));
  }

  void show(TextAppended text) {
    if (grown.currentSubscriberCount() > 0) {
      synchronized (grown) {
        grown.emitNext(text, Sinks.EmitFailureHandler.FAIL_FAST);
      }
    }
  }
}
