package flow.worklet.api;

import flow.platform.settings.FlowSettings;
import flow.worklet.deployment.DiskUse;
import flow.worklet.lifecycle.PreviewSettings;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A worklet as callers see it. Values of its variables are not shown.
///
/// @param environment the names of its variables
/// @param url where it is seen
/// @param pathUrl the same for clients that cannot resolve that host
/// @param serving the deployment that answers
/// @param cause why it is broken
/// @param diskBytes what its images take of the disk
record WorkletView(
    UUID id,
    String name,
    String gitRepo,
    @Nullable String branch,
    State state,
    String url,
    String pathUrl,
    Set<String> environment,
    @Nullable UUID serving,
    @Nullable String cause,
    @Nullable String remedy,
    String createdBy,
    Instant createdAt,
    Instant lastActiveAt,
    Instant expiresAt,
    long diskBytes) {

  static WorkletView of(Worklet worklet, PreviewSettings preview, FlowSettings flow, DiskUse use) {
    var serving = worklet.serving();
    return new WorkletView(
        worklet.id().value(),
        worklet.name(),
        worklet.repository(),
        worklet.branch(),
        worklet.state(),
        preview.url(flow, worklet.slug()),
        PreviewSettings.path(flow, worklet.slug()).toString(),
        new TreeSet<>(worklet.environment().keySet()),
        serving == null ? null : serving.value(),
        worklet.cause(),
        worklet.remedy(),
        worklet.createdBy(),
        worklet.createdAt(),
        worklet.activeAt(),
        worklet.expiresAt(),
        use.of(worklet.id()));
  }
}
