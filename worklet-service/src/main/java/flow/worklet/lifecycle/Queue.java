package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.WorkletCommand;
import flow.events.WorkletEvent;
import flow.worklet.build.BuildSettings;
import flow.worklet.lifecycle.Deployment.Kind;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Outcome.Accepted;
import flow.worklet.lifecycle.Outcome.Reason;
import flow.worklet.lifecycle.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Where deployments wait. Of a worklet only the newest does.
@Component
public class Queue {

  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final BuildSettings settings;

  Queue(
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      BuildSettings settings) {
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.settings = settings;
  }

  /// A refusal when no more may wait; else empty.
  Mono<Refused> full() {
    return deployments
        .waiting()
        .filter(waiting -> waiting >= settings.queue())
        .map(waiting ->
            new Refused(
                Reason.TOO_MANY_WAITING,
                "%d deployments wait already.".formatted(waiting),
                "Try again in a minute."));
  }

  /// Asks for a deployment of the branch's newest version.
  Mono<Outcome> sources(Worklet worklet, String by) {
    return refusal()
        .switchIfEmpty(
            Mono.defer(() ->
                add(worklet, blank(worklet, Kind.SOURCES, Step.CLONE, null, null, by))
                    .thenReturn(new Accepted())));
  }

  /// Asks for a deployment of what a prompt changed.
  public Mono<Deployment> changes(Worklet worklet, String commit, Prompt prompt) {
    return add(
        worklet,
        blank(worklet, Kind.CHANGES, Step.PLAN, commit, prompt.id(), prompt.requestedBy()));
  }

  /// Asks that what serves is started anew beside itself and takes over.
  Mono<Outcome> again(Worklet worklet, String by) {
    return deployments
        .of(worklet.id())
        .collectList()
        .flatMap(all ->
            all.stream()
                .filter(deployment -> deployment.id().equals(worklet.serving()))
                .findFirst()
                .map(serving -> again(worklet, serving, by))
                .orElseGet(() -> refuse("Nothing was deployed yet.", "Rebuild it.")));
  }

  /// Asks that an earlier version serves again.
  Mono<Outcome> rollback(Worklet worklet, WorkletCommand.Rollback command) {
    return deployments
        .of(worklet.id())
        .collectList()
        .flatMap(all ->
            target(worklet, all, command.deployment())
                .map(target -> again(worklet, target, command.by()))
                .orElseGet(() ->
                    refuse(
                        command.deployment() == null
                            ? "There is no earlier version to go back to."
                            : "This deployment never served, or its image is gone.",
                        null)));
  }

  private Optional<Deployment> target(
      Worklet worklet, List<Deployment> all, @Nullable DeploymentId named) {
    var kept =
        all.stream()
            .filter(each -> each.status() == Status.LIVE || each.status() == Status.RETIRED)
            .filter(each -> each.imageVersion() != null)
            .toList();
    var images =
        kept.stream()
            .map(Deployment::imageVersion)
            .distinct()
            .limit(settings.imagesKept())
            .toList();
    var serving = kept.stream().filter(each -> each.id().equals(worklet.serving())).findFirst();
    return kept.stream()
        .filter(each -> images.contains(each.imageVersion()))
        .filter(each ->
            named == null
                ? serving.isEmpty()
                    || (each.version() < serving.get().version()
                        && !Objects.equals(each.imageVersion(), serving.get().imageVersion()))
                : each.id().equals(named))
        .findFirst();
  }

  private Mono<Outcome> again(Worklet worklet, Deployment old, String by) {
    var copy = blank(worklet, Kind.AGAIN, Step.START, old.commit(), null, by);
    var deployment =
        new Deployment(
            copy.id(),
            copy.worklet(),
            0,
            copy.kind(),
            copy.status(),
            copy.step(),
            old.imageVersion(),
            null,
            old.commit(),
            old.stack(),
            old.plan(),
            null,
            null,
            null,
            by,
            null,
            null,
            null,
            0,
            0,
            copy.createdAt(),
            null,
            null);
    return refusal()
        .switchIfEmpty(Mono.defer(() -> add(worklet, deployment).thenReturn(new Accepted())));
  }

  private Mono<Outcome> refusal() {
    return full().cast(Outcome.class);
  }

  private Mono<Deployment> add(Worklet worklet, Deployment deployment) {
    return deployments
        .queue(deployment)
        .flatMap(queued ->
            worklets
                .wish(worklet.id(), Desired.RUNNING, true)
                .then(deployments.ahead(queued))
                .flatMap(ahead -> tell(queued, ahead))
                .thenReturn(queued));
  }

  private Mono<Void> tell(Deployment queued, int ahead) {
    return announcements.tell(
        queued.worklet(),
        (seq, at) -> new WorkletEvent.Queued(queued.worklet(), seq, queued.id(), ahead, at));
  }

  private static Mono<Outcome> refuse(String cause, @Nullable String remedy) {
    return Mono.just(new Refused(Reason.CONFLICT, cause, remedy));
  }

  private static Deployment blank(
      Worklet worklet,
      Kind kind,
      Step step,
      @Nullable String commit,
      @Nullable CommandId prompt,
      String by) {
    return new Deployment(
        DeploymentId.random(),
        worklet.id(),
        0,
        kind,
        Status.QUEUED,
        step,
        null,
        null,
        commit,
        null,
        null,
        null,
        null,
        prompt,
        by,
        null,
        null,
        null,
        0,
        0,
        Instant.now(),
        null,
        null);
  }
}
