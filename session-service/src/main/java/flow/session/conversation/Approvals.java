package flow.session.conversation;

import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The questions that wait for a person.
public interface Approvals {

  Mono<Void> ask(Approval approval);

  Flux<Approval> open(SessionId session);

  Mono<Void> decide(
      String request,
      ApprovalDecided.Outcome outcome,
      String by,
      @Nullable String reason,
      Instant at);
}
