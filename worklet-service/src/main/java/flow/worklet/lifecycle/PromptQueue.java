package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.WorkletCommand;
import flow.events.WorkletId;
import flow.worklet.lifecycle.Outcome.Accepted;
import flow.worklet.lifecycle.Outcome.Reason;
import flow.worklet.lifecycle.Outcome.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Where prompts wait: one at a time is worked on in a worklet.
@Component
class PromptQueue {

  private static final int LONGEST = 100_000;

  private final Prompts prompts;
  private final Worklets worklets;
  private final LifecycleSettings settings;

  PromptQueue(Prompts prompts, Worklets worklets, LifecycleSettings settings) {
    this.prompts = prompts;
    this.worklets = worklets;
    this.settings = settings;
  }

  Mono<Outcome> add(Worklet worklet, WorkletCommand.Prompt command) {
    if (command.text().isBlank() || command.text().length() > LONGEST) {
      return Mono.just(
          new Refused(
              Reason.INVALID, "The prompt is empty or too long.", "Use 1 to 100000 characters."));
    }
    var thread = command.thread() == null ? worklet.thread() : command.thread();
    return prompts
        .waiting(worklet.id())
        .flatMap(waiting ->
            waiting < settings.promptsWaiting()
                ? store(worklet.id(), command.id(), command.text(), thread, command.by())
                : Mono.just(
                    new Refused(
                        Reason.TOO_MANY_WAITING,
                        "%d prompts wait already.".formatted(waiting),
                        "Try again when some are done.")));
  }

  /// The prompt a worklet is made with; it has the id of the command.
  Mono<Outcome> addFirst(Worklet worklet, WorkletCommand.Create command, String text) {
    return store(worklet.id(), command.id(), text, worklet.thread(), command.by());
  }

  private Mono<Outcome> store(
      WorkletId worklet, CommandId id, String text, Origin.@Nullable Slack thread, String by) {
    var prompt =
        new Prompt(
            id,
            worklet,
            text,
            thread,
            by,
            Prompt.State.QUEUED,
            null,
            0,
            "",
            0,
            0,
            0,
            null,
            null,
            Instant.now(),
            null);
    return prompts.add(prompt).then(worklets.touch(worklet)).thenReturn(new Accepted());
  }
}
