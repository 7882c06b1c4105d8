package flow.slack.gateway.worklet;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.WorkletEvent;
import flow.events.WorkletEvent.BuildOutput;
import flow.events.WorkletEvent.BuildStarted;
import flow.events.WorkletEvent.Changed;
import flow.events.WorkletEvent.Created;
import flow.events.WorkletEvent.Failed;
import flow.events.WorkletEvent.Live;
import flow.events.WorkletEvent.Refused;
import flow.slack.gateway.render.Wording;
import flow.slack.gateway.send.Draft;
import flow.slack.gateway.send.Messages;
import flow.slack.gateway.send.Messages.Owner;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.worklet.Worklets.Known;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Keeps what is known about worklets, their cards, and the notes about what was asked of them.
@Component
class WorkletView {

  private final Worklets worklets;
  private final Messages messages;

  WorkletView(Worklets worklets, Messages messages) {
    this.worklets = worklets;
    this.messages = messages;
  }

  Mono<Void> on(WorkletEvent event) {
    if (event instanceof BuildOutput line) {
      return worklets.output(line);
    }
    return worklets
        .find(event.worklet())
        .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(unknown(event))))
        .filter(known -> event.seq() > known.status().seq())
        .flatMap(known -> next(known, event));
  }

  /// A worklet that was not asked for here.
  private static @Nullable Known unknown(WorkletEvent event) {
    if (!(event instanceof Created created)) {
      return null;
    }
    var thread = created.thread();
    var place =
        thread == null ? null : new Place(thread.team(), thread.channel(), thread.threadTs());
    var repository = new Repository(created.repository(), created.branch(), created.name(), "");
    return new Known(created.worklet(), place, Status.requested(repository));
  }

  private Mono<Void> next(Known known, WorkletEvent event) {
    var next = new Known(known.id(), known.place(), StatusFold.of(known.status(), event));
    var slug = event instanceof Created created ? created.slug() : null;
    var forgotten =
        event instanceof BuildStarted ? worklets.forgetOutput(known.id()) : Mono.<Void>empty();
    return worklets.save(next, slug).then(forgotten).then(show(next)).then(note(next, event));
  }

  Mono<Void> show(Known worklet) {
    var card = new Draft(0, Card.of(worklet.id(), worklet.status()), true, false);
    return worklet.place() == null
        ? Mono.empty()
        : messages.show(worklet.place(), new Owner(worklet.id().value(), 0), List.of(card), null);
  }

  /// What people should be told, beside the card: cards change without a sound.
  private Mono<Void> note(Known worklet, WorkletEvent event) {
    return switch (event) {
      case Live live ->
          note(worklet, about(live.deployment().value(), "live"), Card.headline(worklet.status()));
      case Failed failed when failed.deployment() != null ->
          note(
              worklet,
              about(failed.deployment().value(), "failed"),
              Card.headline(worklet.status()));
      case Changed changed ->
          note(
              worklet,
              about(changed.prompt().value(), "asked"),
              "✏ Changed %d files (+%d −%d)"
                  .formatted(changed.files(), changed.added(), changed.removed()));
      case Refused refused ->
          note(
              worklet,
              about(refused.command().value(), "asked"),
              "🚫 " + Wording.fitting(refused.cause(), 1_500));
      default -> Mono.empty();
    };
  }

  Mono<Void> note(Known worklet, UUID about, String text) {
    var note = new Draft(0, Notes.of(text), true, false);
    return worklet.place() == null
        ? Mono.empty()
        : messages.show(worklet.place(), new Owner(about, 0), List.of(note), null);
  }

  static UUID about(UUID thing, String what) {
    return UUID.nameUUIDFromBytes((thing + " " + what).getBytes(UTF_8));
  }
}
