package flow.worklet.api;

import flow.events.WorkletCommand;
import flow.platform.web.Problem;
import flow.worklet.lifecycle.Outcome;
import flow.worklet.lifecycle.Outcome.Accepted;
import flow.worklet.lifecycle.Outcome.Refused;
import flow.worklet.lifecycle.Outcome.Repeated;
import flow.worklet.lifecycle.WorkletCommands;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Has commands take effect and answers what became of them.
@Component
class Answers {

  static final String CALLER = "operator";

  private static final String RETRY_SECONDS = "30";

  private final WorkletCommands commands;

  Answers(WorkletCommands commands) {
    this.commands = commands;
  }

  Mono<Void> to(WorkletCommand command) {
    return commands.accept(command).flatMap(Answers::answer);
  }

  private static Mono<Void> answer(Outcome outcome) {
    return switch (outcome) {
      case Accepted _, Repeated _ -> Mono.empty();
      case Refused refused -> Mono.error(problem(refused));
    };
  }

  private static Problem problem(Refused refused) {
    return switch (refused.reason()) {
      case INVALID -> new Problem(HttpStatus.BAD_REQUEST, "validation_failed", refused.sentence());
      case NOT_FOUND -> notFound();
      case CONFLICT -> new Problem(HttpStatus.CONFLICT, "conflict", refused.sentence());
      case TOO_MANY_WAITING ->
          later(new Problem(HttpStatus.TOO_MANY_REQUESTS, "too_many_waiting", refused.sentence()));
      case NO_ENGINE ->
          later(
              new Problem(
                  HttpStatus.SERVICE_UNAVAILABLE, "engine_unreachable", refused.sentence()));
    };
  }

  static Problem notFound() {
    return new Problem(HttpStatus.NOT_FOUND, "worklet_not_found", "There is no such worklet.");
  }

  private static Problem later(Problem problem) {
    problem.getHeaders().set("Retry-After", RETRY_SECONDS);
    return problem;
  }
}
