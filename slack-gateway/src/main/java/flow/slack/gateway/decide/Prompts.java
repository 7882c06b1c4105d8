package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.SessionCommand;
import flow.events.SessionId;
import flow.events.Topic;
import flow.events.TurnId;
import flow.events.outbox.Outbox;
import flow.slack.gateway.render.Turns;
import flow.slack.gateway.render.Turns.Submitted;
import flow.slack.gateway.send.Messages.Place;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Hands prompts to the session of a thread.
@Component
class Prompts {

  private final Turns turns;
  private final Outbox outbox;

  Prompts(Turns turns, Outbox outbox) {
    this.turns = turns;
    this.outbox = outbox;
  }

  /// The session that lives in a thread.
  static SessionId session(Place place) {
    return SessionId.ofThread(
        place.team(), place.channel(), Objects.requireNonNull(place.threadTs()));
  }

  /// Shows the prompt as taken in and has it published, in the transaction around this.
  ///
  /// @param messageTs the prompt's own message; absent for a slash command or a button
  Mono<Void> submit(
      SessionId session,
      CommandId id,
      Place place,
      String user,
      String text,
      @Nullable String messageTs) {
    var origin =
        new Origin.Slack(
            place.team(),
            place.channel(),
            Objects.requireNonNull(place.threadTs()),
            user,
            messageTs);
    var prompt = new SessionCommand.Prompt(session, id, origin, text, null, Instant.now());
    return turns
        .open(session)
        .flatMap(ahead ->
            turns.submit(new Submitted(new TurnId(id.value()), session, place, text, user, ahead)))
        .then(Mono.defer(() -> outbox.add(Topic.SESSION_COMMANDS, prompt)));
  }
}
