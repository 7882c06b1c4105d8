package flow.worklet.lifecycle;

import flow.events.WorkletCommand;
import flow.events.WorkletCommand.Create;
import flow.events.WorkletCommand.Delete;
import flow.events.WorkletCommand.Deploy;
import flow.events.WorkletCommand.Extend;
import flow.events.WorkletCommand.OpenPullRequest;
import flow.events.WorkletCommand.Restart;
import flow.events.WorkletCommand.Rollback;
import flow.events.WorkletCommand.Start;
import flow.events.WorkletCommand.Stop;
import flow.events.WorkletEvent;
import flow.events.WorkletId;
import flow.platform.database.Transactions;
import flow.worklet.lifecycle.Outcome.Accepted;
import flow.worklet.lifecycle.Outcome.Reason;
import flow.worklet.lifecycle.Outcome.Refused;
import flow.worklet.lifecycle.Outcome.Repeated;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Where commands take effect, whether they come from Kafka or over HTTP: a wish is written,
/// together with what is told of it, in one transaction.
@Component
public class WorkletCommands {

  private final Worklets worklets;
  private final StoredEvents events;
  private final Creation creation;
  private final Queue queue;
  private final PromptQueue prompts;
  private final PullRequestQueue pullRequests;
  private final Announcements announcements;
  private final Transactions transactions;
  private final Wishes wishes;
  private final LifecycleSettings settings;
  private final EngineState engine;

  WorkletCommands(
      Worklets worklets,
      StoredEvents events,
      Creation creation,
      Queue queue,
      PromptQueue prompts,
      PullRequestQueue pullRequests,
      Announcements announcements,
      Transactions transactions,
      Wishes wishes,
      LifecycleSettings settings,
      EngineState engine) {
    this.worklets = worklets;
    this.events = events;
    this.creation = creation;
    this.queue = queue;
    this.prompts = prompts;
    this.pullRequests = pullRequests;
    this.announcements = announcements;
    this.transactions = transactions;
    this.wishes = wishes;
    this.settings = settings;
    this.engine = engine;
  }

  /// Lets a command take effect, once. What is refused changes nothing.
  public Mono<Outcome> accept(WorkletCommand command) {
    var effect =
        acceptWithin(command)
            .flatMap(outcome ->
                outcome instanceof Refused refused
                    ? Mono.error(new Undo(refused))
                    : Mono.just(outcome));
    return transactions.in(effect).onErrorResume(Undo.class, undo -> Mono.just(undo.refused()));
  }

  /// The same in the transaction around the call. What is refused is noted, and changes nothing
  /// else.
  public Mono<Outcome> acceptWithin(WorkletCommand command) {
    return events
        .first(command.id().value(), command.worklet())
        .flatMap(first -> first ? perform(command) : Mono.just(new Repeated()))
        .flatMap(outcome ->
            transactions.afterCommit(() -> wishes.ring(command.worklet())).thenReturn(outcome));
  }

  /// The same for a command from Kafka: a refusal is told there.
  Mono<Void> on(WorkletCommand command) {
    return acceptWithin(command)
        .flatMap(
            outcome -> outcome instanceof Refused refused ? tell(command, refused) : Mono.empty());
  }

  private Mono<Void> tell(WorkletCommand command, Refused refused) {
    var cause = refused.sentence();
    return worklets
        .find(command.worklet())
        .hasElement()
        .flatMap(exists ->
            exists
                ? announcements.tell(
                    command.worklet(),
                    (seq, at) ->
                        new WorkletEvent.Refused(command.worklet(), seq, command.id(), cause, at))
                : announcements.tellOfNone(
                    new WorkletEvent.Refused(
                        command.worklet(), 0, command.id(), cause, Instant.now())));
  }

  private Mono<Outcome> perform(WorkletCommand command) {
    if (command instanceof Create create) {
      return needEngine(creation.create(create));
    }
    return worklets
        .find(command.worklet())
        .filter(worklet -> worklet.desired() != Desired.DELETED || command instanceof Delete)
        .flatMap(worklet -> perform(worklet, command))
        .switchIfEmpty(Mono.just(new Refused(Reason.NOT_FOUND, "There is no such worklet.", null)));
  }

  private Mono<Outcome> perform(Worklet worklet, WorkletCommand command) {
    return switch (command) {
      case Create _ -> Mono.just(new Repeated());
      case Deploy deploy -> needEngine(queue.sources(worklet, deploy.by()));
      case WorkletCommand.Prompt prompt -> needEngine(prompts.add(worklet, prompt));
      case Start start -> needEngine(start(worklet, start));
      case Stop _ -> needEngine(wish(worklet.id(), Desired.STOPPED, false));
      case Restart restart -> needEngine(queue.again(worklet, restart.by()));
      case Rollback rollback -> needEngine(queue.rollback(worklet, rollback));
      case Extend _ -> extend(worklet);
      case OpenPullRequest request -> pullRequests.add(worklet, request);
      case Delete delete -> worklets.delete(worklet.id(), delete.by()).thenReturn(new Accepted());
    };
  }

  private Mono<Outcome> needEngine(Mono<Outcome> work) {
    return Mono.defer(() ->
        engine.isReachable()
            ? work
            : Mono.just(new Refused(Reason.NO_ENGINE, engine.problem(), null)));
  }

  private Mono<Outcome> wish(WorkletId worklet, Desired desired, boolean wakeable) {
    return worklets.wish(worklet, desired, wakeable).thenReturn(new Accepted());
  }

  private Mono<Outcome> start(Worklet worklet, Start command) {
    return worklet.serving() == null
        ? queue.sources(worklet, command.by())
        : wish(worklet.id(), Desired.RUNNING, true);
  }

  private Mono<Outcome> extend(Worklet worklet) {
    var expires = Instant.now().plus(settings.expireAfter());
    return worklets
        .extend(worklet.id(), expires)
        .then(
            announcements.tell(
                worklet.id(),
                (seq, at) -> new WorkletEvent.Extended(worklet.id(), seq, expires, at)))
        .thenReturn(new Accepted());
  }

  /// Takes the transaction of a refused command back.
  private static final class Undo extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Refused refused;

    Undo(Refused refused) {
      super(refused.cause(), null, false, false);
      this.refused = refused;
    }

    Refused refused() {
      return refused;
    }
  }
}
