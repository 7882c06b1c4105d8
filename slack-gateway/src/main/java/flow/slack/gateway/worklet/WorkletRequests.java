package flow.slack.gateway.worklet;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.Topic;
import flow.events.WorkletCommand;
import flow.events.WorkletId;
import flow.events.outbox.Outbox;
import flow.slack.gateway.render.Wording;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.worklet.Worklets.Known;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What people ask of worklets. All of it belongs into a transaction.
@Component
public class WorkletRequests {

  private final Worklets worklets;
  private final WorkletView view;
  private final Answers answers;
  private final Outbox outbox;

  WorkletRequests(Worklets worklets, WorkletView view, Answers answers, Outbox outbox) {
    this.worklets = worklets;
    this.view = view;
    this.answers = answers;
    this.outbox = outbox;
  }

  /// Has a worklet made of a repository, and shows its card in the thread. The worklet has the
  /// command's id.
  public Mono<Void> create(CommandId id, Place place, String user, Repository repository) {
    var worklet = new WorkletId(id.value());
    var prompt = repository.prompt().isEmpty() ? null : repository.prompt();
    var create =
        new WorkletCommand.Create(
            worklet,
            id,
            repository.name(),
            repository.url(),
            repository.branch(),
            prompt,
            origin(place, user, null),
            Map.of(),
            user,
            Instant.now());
    var known = new Known(worklet, place, Status.requested(repository));
    return worklets
        .save(known, null)
        .then(view.show(known))
        .then(outbox.add(Topic.WORKLET_COMMANDS, create));
  }

  /// A message in a worklet's thread: something to change.
  public Mono<Void> prompt(
      CommandId id, WorkletId worklet, Place place, String user, String text, @Nullable String ts) {
    var prompt =
        new WorkletCommand.Prompt(worklet, id, text, origin(place, user, ts), user, Instant.now());
    return worklets
        .find(worklet)
        .flatMap(known ->
            view.note(
                known,
                WorkletView.about(id.value(), "asked"),
                "⏳ Taken in, Claude changes *%s*"
                    .formatted(Wording.line(known.status().about().name()))))
        .then(outbox.add(Topic.WORKLET_COMMANDS, prompt));
  }

  /// `/flow worklet` and what follows; gives the answer for its caller.
  public Mono<String> command(CommandId id, String team, String user, String words) {
    var parts = words.strip().split("\\s+", 2);
    var verb = parts[0].isEmpty() ? "list" : parts[0];
    var name = parts.length > 1 ? parts[1].strip() : "";
    if (verb.equals("list")) {
      return answers.list(team);
    }
    return one(team, name)
        .flatMap(known -> obey(id, known, verb, user))
        .switchIfEmpty(answers.noSuch(team, name));
  }

  /// A pressed button; gives the answer for who pressed it, empty text for none.
  public Mono<String> click(CommandId id, String action, String worklet, String user) {
    return worklets
        .find(WorkletId.of(worklet))
        .flatMap(known ->
            action.equals(WorkletActions.LOGS)
                ? answers.logs(known)
                : send(id, known, action, user).thenReturn(""))
        .defaultIfEmpty("This worklet is not known any more.");
  }

  private Mono<Known> one(String team, String name) {
    if (name.isEmpty()) {
      return worklets.all(team).collectList().filter(all -> all.size() == 1).map(all -> all.get(0));
    }
    return worklets.named(team, name).next();
  }

  private Mono<String> obey(CommandId id, Known known, String verb, String user) {
    var name = Wording.line(known.status().about().name());
    return switch (verb) {
      case "status" -> Mono.just(Card.headline(known.status()));
      case "logs" -> answers.logs(known);
      case "stop" ->
          send(id, known, WorkletActions.STOP, user).thenReturn("Stopping *" + name + "*.");
      case "start" ->
          send(id, known, WorkletActions.START, user).thenReturn("Starting *" + name + "*.");
      case "rebuild", "deploy" ->
          send(id, known, WorkletActions.REBUILD, user).thenReturn("Rebuilding *" + name + "*.");
      case "rollback" ->
          send(id, known, WorkletActions.ROLL_BACK, user)
              .thenReturn("Rolling *" + name + "* back to its earlier version.");
      case "extend" ->
          send(id, known, WorkletActions.EXTEND, user).thenReturn("Keeping *" + name + "* longer.");
      case "pr", "pull-request" ->
          send(id, known, WorkletActions.PULL_REQUEST, user)
              .thenReturn("Opening a pull request for *" + name + "*.");
      case "delete" ->
          outbox
              .add(
                  Topic.WORKLET_COMMANDS,
                  new WorkletCommand.Delete(known.id(), id, user, Instant.now()))
              .thenReturn("Deleting *" + name + "*.");
      default ->
          Mono.just(
              "I do not know \"%s\". Try list, status, logs, start, stop, rebuild, rollback, extend, pr or delete."
                  .formatted(Wording.line(verb)));
    };
  }

  private Mono<Void> send(CommandId id, Known known, String action, String user) {
    var command = command(id, known.id(), action, user);
    return command == null ? Mono.empty() : outbox.add(Topic.WORKLET_COMMANDS, command);
  }

  private static @Nullable WorkletCommand command(
      CommandId id, WorkletId worklet, String action, String user) {
    var now = Instant.now();
    return switch (action) {
      case WorkletActions.STOP -> new WorkletCommand.Stop(worklet, id, user, now);
      case WorkletActions.START -> new WorkletCommand.Start(worklet, id, user, now);
      case WorkletActions.REBUILD -> new WorkletCommand.Deploy(worklet, id, user, now);
      case WorkletActions.ROLL_BACK -> new WorkletCommand.Rollback(worklet, id, null, user, now);
      case WorkletActions.EXTEND -> new WorkletCommand.Extend(worklet, id, user, now);
      case WorkletActions.PULL_REQUEST ->
          new WorkletCommand.OpenPullRequest(worklet, id, null, null, null, user, now);
      default -> null;
    };
  }

  private static Origin.Slack origin(Place place, String user, @Nullable String ts) {
    return new Origin.Slack(
        place.team(), place.channel(), Objects.requireNonNull(place.threadTs()), user, ts);
  }
}
