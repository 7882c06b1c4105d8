package flow.slack.gateway.render;

import flow.events.CommandId;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.slack.gateway.send.Messages.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The turns whose answers are shown in Slack. Changes belong into a transaction.
public interface Turns {

  /// A prompt on its way to Claude.
  ///
  /// @param ahead how many turns of its session are not over
  record Submitted(
      TurnId turn, SessionId session, Place place, String prompt, String user, int ahead) {}

  /// A turn as others need to know it.
  ///
  /// @param prompt absent when another service sent it
  /// @param starter who started its thread
  record Known(
      TurnId turn,
      SessionId session,
      Place place,
      @Nullable String prompt,
      String starter,
      boolean over) {}

  /// Shows the prompt as taken in.
  Mono<Void> submit(Submitted submitted);

  /// How many turns of the session are not over.
  Mono<Integer> open(SessionId session);

  Mono<Known> find(TurnId turn);

  /// The turn of this thread that runs, or would run next.
  Mono<Known> current(Place place);

  /// Shows that somebody asked to stop it.
  Mono<Void> stopping(TurnId turn);

  /// Notes that another prompt takes the turn up. Gives false when one did already.
  Mono<Boolean> follow(TurnId turn, CommandId by);
}
