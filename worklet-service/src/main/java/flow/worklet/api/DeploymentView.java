package flow.worklet.api;

import flow.worklet.lifecycle.Deployment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A deployment as callers see it.
///
/// @param prompt the prompt it was made for
/// @param evidence what was printed last when it failed
record DeploymentView(
    UUID id,
    int version,
    Deployment.Kind kind,
    Deployment.Status status,
    Deployment.Step step,
    @Nullable String commit,
    @Nullable String stack,
    @Nullable UUID prompt,
    @Nullable String cause,
    @Nullable String remedy,
    @Nullable String evidence,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  static DeploymentView of(Deployment deployment) {
    var prompt = deployment.prompt();
    return new DeploymentView(
        deployment.id().value(),
        deployment.version(),
        deployment.kind(),
        deployment.status(),
        deployment.step(),
        deployment.commit(),
        deployment.stack(),
        prompt == null ? null : prompt.value(),
        deployment.cause(),
        deployment.remedy(),
        deployment.evidence(),
        deployment.requestedBy(),
        deployment.createdAt(),
        deployment.startedAt(),
        deployment.finishedAt());
  }
}
