package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.events.SessionCommand;
import flow.events.Topic;
import flow.events.outbox.Outbox;
import flow.slack.gateway.render.Turns;
import flow.slack.gateway.render.Turns.Known;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Asks a session to stop a turn, and shows that somebody did.
@Component
class Stops {

  private final Turns turns;
  private final Outbox outbox;

  Stops(Turns turns, Outbox outbox) {
    this.turns = turns;
    this.outbox = outbox;
  }

  Mono<Void> ask(Known turn, CommandId id, String by) {
    var cancel = new SessionCommand.Cancel(turn.session(), id, turn.turn(), by, Instant.now());
    return turns.stopping(turn.turn()).then(outbox.add(Topic.SESSION_COMMANDS, cancel));
  }
}
