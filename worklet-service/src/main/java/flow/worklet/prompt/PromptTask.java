package flow.worklet.prompt;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.SessionCommand;
import flow.events.Topic;
import flow.events.TurnId;
import flow.events.WorkletEvent;
import flow.events.outbox.Outbox;
import flow.platform.database.Transactions;
import flow.worklet.deployment.Task;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.LifecycleSettings;
import flow.worklet.lifecycle.Prompt;
import flow.worklet.lifecycle.Prompts;
import flow.worklet.lifecycle.Queue;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.Change;
import flow.worklet.source.SourceRefused;
import flow.worklet.source.Sources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Works on a worklet's prompts, the oldest first and one at a time.
@Component
@Order(1)
class PromptTask implements Task {

  private final Prompts prompts;
  private final Queue queue;
  private final Sources sources;
  private final Outbox outbox;
  private final Announcements announcements;
  private final Transactions transactions;
  private final LifecycleSettings settings;

  PromptTask(
      Prompts prompts,
      Queue queue,
      Sources sources,
      Outbox outbox,
      Announcements announcements,
      Transactions transactions,
      LifecycleSettings settings) {
    this.prompts = prompts;
    this.queue = queue;
    this.sources = sources;
    this.outbox = outbox;
    this.announcements = announcements;
    this.transactions = transactions;
    this.settings = settings;
  }

  @Override
  public Mono<Boolean> perform(Worklet worklet) {
    return prompts
        .open(worklet.id())
        .flatMap(prompt -> perform(worklet, prompt))
        .defaultIfEmpty(false);
  }

  private Mono<Boolean> perform(Worklet worklet, Prompt prompt) {
    return switch (prompt.state()) {
      case QUEUED ->
          prepare(worklet)
              .then(Mono.defer(() -> ask(worklet, prompt, prompt.text(), 0)))
              .thenReturn(true)
              .onErrorResume(
                  SourceRefused.class,
                  refused -> giveUp(prompt, refused.getMessage()).thenReturn(true));
      case ANSWERED -> takeChanges(worklet, prompt).thenReturn(true);
      case WORKING, DEPLOYING, DONE, FAILED -> Mono.just(false);
    };
  }

  /// Claude needs something to work on, also when nothing could be deployed yet.
  private Mono<Void> prepare(Worklet worklet) {
    return sources
        .has(worklet.id())
        .filter(has -> !has)
        .flatMap(_ -> sources.refresh(worklet.id(), worklet.repository(), worklet.branch()))
        .then();
  }

  /// Has Claude work on a text. The turn's id is new for every attempt.
  private Mono<Void> ask(Worklet worklet, Prompt prompt, String text, int attempt) {
    var turn = attempt == 0 ? prompt.id() : CommandId.random();
    var command =
        new SessionCommand.Prompt(
            worklet.session(),
            turn,
            new Origin.Worklet(worklet.id(), prompt.thread()),
            text,
            sources.folder(worklet.id()).toString(),
            Instant.now());
    var working =
        PromptEdit.of(prompt)
            .state(Prompt.State.WORKING)
            .turn(new TurnId(turn.value()))
            .attempt(attempt)
            .done();
    return transactions.in(prompts.save(working).then(outbox.add(Topic.SESSION_COMMANDS, command)));
  }

  /// Commits what Claude changed and has it deployed.
  private Mono<Void> takeChanges(Worklet worklet, Prompt prompt) {
    return sources
        .commit(worklet.id(), message(prompt))
        .flatMap(change -> deploy(worklet, prompt, change).thenReturn(true))
        .switchIfEmpty(Mono.defer(() -> withoutChange(prompt).thenReturn(true)))
        .onErrorResume(
            SourceRefused.class, refused -> giveUp(prompt, refused.getMessage()).thenReturn(true))
        .then();
  }

  private static String message(Prompt prompt) {
    return "%s\n\nPrompted-by: %s\n"
        .formatted(prompt.text().strip(), prompt.requestedBy().replaceAll("\\s+", " "));
  }

  private Mono<Void> deploy(Worklet worklet, Prompt prompt, Change change) {
    var id = worklet.id();
    return transactions.in(
        queue
            .changes(worklet, change.commit(), prompt)
            .flatMap(deployment ->
                prompts.save(
                    PromptEdit.of(prompt)
                        .state(Prompt.State.DEPLOYING)
                        .changed(change)
                        .deployment(deployment.id())
                        .done()))
            .then(
                announcements.tell(
                    id,
                    (seq, at) ->
                        new WorkletEvent.Changed(
                            id,
                            seq,
                            prompt.id(),
                            change.files(),
                            change.added(),
                            change.removed(),
                            at))));
  }

  /// Nothing changed. When it was a repair, what failed stays failed.
  private Mono<Void> withoutChange(Prompt prompt) {
    return prompt.attempt() == 0
        ? prompts.save(PromptEdit.of(prompt).state(Prompt.State.DONE).finished().done())
        : giveUp(
            prompt,
            prompt.problem() == null ? "Claude did not change anything." : prompt.problem());
  }

  @Override
  public Mono<Void> ended(Worklet worklet, Deployment deployment) {
    var id = deployment.prompt();
    return id == null
        ? Mono.empty()
        : prompts
            .find(id)
            .filter(prompt ->
                prompt.state() == Prompt.State.DEPLOYING
                    && deployment.id().equals(prompt.deployment()))
            .flatMap(prompt -> ended(worklet, deployment, prompt));
  }

  private Mono<Void> ended(Worklet worklet, Deployment deployment, Prompt prompt) {
    return switch (deployment.status()) {
      case FAILED ->
          prompt.attempt() < settings.repairs()
              ? ask(
                  worklet,
                  PromptEdit.of(prompt).problem(deployment.cause()).done(),
                  Repair.text(deployment),
                  prompt.attempt() + 1)
              : giveUp(prompt, deployment.cause());
      case LIVE, RETIRED ->
          deployment.step() == Step.DONE
              ? prompts.save(
                  PromptEdit.of(prompt).state(Prompt.State.DONE).problem(null).finished().done())
              : Mono.empty();
      case SUPERSEDED -> giveUp(prompt, "A newer request took its place.");
      case QUEUED, RUNNING -> Mono.empty();
    };
  }

  @Override
  public Mono<Void> deleted(Worklet worklet) {
    return prompts
        .of(worklet.id())
        .filter(prompt -> prompt.finishedAt() == null)
        .concatMap(
            prompt -> cancel(worklet, prompt).then(giveUp(prompt, "The worklet was deleted.")))
        .then(prompts.of(worklet.id()).hasElements())
        .flatMap(any ->
            any && worklet.thread() == null
                ? outbox.add(
                    Topic.SESSION_COMMANDS,
                    new SessionCommand.End(
                        worklet.session(), CommandId.random(), "worklet", Instant.now()))
                : Mono.<Void>empty());
  }

  private Mono<Void> cancel(Worklet worklet, Prompt prompt) {
    return prompt.state() == Prompt.State.WORKING
        ? outbox.add(
            Topic.SESSION_COMMANDS,
            new SessionCommand.Cancel(
                worklet.session(), CommandId.random(), prompt.turn(), "worklet", Instant.now()))
        : Mono.empty();
  }

  private Mono<Void> giveUp(Prompt prompt, @Nullable String problem) {
    return prompts.save(
        PromptEdit.of(prompt).state(Prompt.State.FAILED).problem(problem).finished().done());
  }
}
