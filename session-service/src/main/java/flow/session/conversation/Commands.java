package flow.session.conversation;

import flow.events.CommandId;
import flow.events.SessionCommand;
import flow.events.SessionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What was asked of sessions, until it is done.
public interface Commands {

  /// Keeps a command; says whether it is new.
  Mono<Boolean> add(SessionCommand command);

  /// What a session still has to do, in the order it came.
  Flux<SessionCommand> waiting(SessionId session);

  Mono<Void> handled(CommandId command);
}
