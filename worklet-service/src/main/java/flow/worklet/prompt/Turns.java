package flow.worklet.prompt;

import flow.events.SessionEvent;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.TurnId;
import flow.events.WorkletId;
import flow.platform.database.Transactions;
import flow.worklet.lifecycle.Prompt;
import flow.worklet.lifecycle.Prompts;
import flow.worklet.lifecycle.Wishes;
import flow.worklet.lifecycle.Worklets;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Hears from the session service how the turns of worklets' prompts go.
@Component
class Turns {

  private final Prompts prompts;
  private final Worklets worklets;
  private final Wishes wishes;
  private final Transactions transactions;

  Turns(Prompts prompts, Worklets worklets, Wishes wishes, Transactions transactions) {
    this.prompts = prompts;
    this.worklets = worklets;
    this.wishes = wishes;
    this.transactions = transactions;
  }

  Mono<Void> on(SessionEvent event) {
    return switch (event) {
      case BlockCompleted block -> prompts.answer(block.turn(), block.text());
      case Completed completed -> working(completed.turn()).flatMap(prompt -> answered(prompt));
      case Failed failed ->
          working(failed.turn()).flatMap(prompt -> gaveUp(prompt, failed.cause()));
      case Interrupted interrupted ->
          working(interrupted.turn()).flatMap(prompt -> gaveUp(prompt, words(interrupted)));
      case SessionEvent.Opened _,
          SessionEvent.Queued _,
          SessionEvent.Started _,
          SessionEvent.TextAppended _,
          SessionEvent.TextAbandoned _,
          SessionEvent.ToolStarted _,
          SessionEvent.ToolFinished _,
          SessionEvent.TodosUpdated _,
          SessionEvent.ApprovalRequested _,
          SessionEvent.ApprovalDecided _,
          SessionEvent.RetryScheduled _,
          SessionEvent.Expired _,
          SessionEvent.Ended _ ->
          Mono.empty();
    };
  }

  private static String words(Interrupted interrupted) {
    return switch (interrupted.cause()) {
      case CANCELLED, WITHDRAWN -> "Somebody stopped it.";
      case CRASHED -> "It was cut off by a crash.";
    };
  }

  private Mono<Prompt> working(TurnId turn) {
    return prompts.ofTurn(turn).filter(prompt -> prompt.state() == Prompt.State.WORKING);
  }

  private Mono<Void> answered(Prompt prompt) {
    return prompts
        .save(PromptEdit.of(prompt).state(Prompt.State.ANSWERED).done())
        .then(ring(prompt.worklet()));
  }

  private Mono<Void> gaveUp(Prompt prompt, String problem) {
    return prompts
        .save(PromptEdit.of(prompt).state(Prompt.State.FAILED).problem(problem).finished().done())
        .then(ring(prompt.worklet()));
  }

  private Mono<Void> ring(WorkletId worklet) {
    return worklets.touch(worklet).then(transactions.afterCommit(() -> wishes.ring(worklet)));
  }
}
