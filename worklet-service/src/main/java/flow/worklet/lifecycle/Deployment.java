package flow.worklet.lifecycle;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.WorkletId;
import flow.worklet.build.Plan;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt to bring a version of a worklet into service.
///
/// @param version counted from 1 in its worklet
/// @param imageVersion the version whose image it runs; absent until there is one
/// @param buildKey the same for the same sources and plan
/// @param host where its container is reached
/// @param port where its program listens
/// @param prompt what it was made for
/// @param evidence what it last printed when it failed
/// @param attempts how often work on it was begun
/// @param lines how many lines of its build's log are kept
public record Deployment(
    DeploymentId id,
    WorkletId worklet,
    int version,
    Kind kind,
    Status status,
    Step step,
    @Nullable Integer imageVersion,
    @Nullable String buildKey,
    @Nullable String commit,
    @Nullable String stack,
    @Nullable Plan plan,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable CommandId prompt,
    String requestedBy,
    @Nullable String cause,
    @Nullable String remedy,
    @Nullable String evidence,
    int attempts,
    int lines,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  public enum Kind {
    /// Fetch the sources and build them.
    SOURCES,
    /// Build what a prompt changed.
    CHANGES,
    /// Run an image that exists again.
    AGAIN
  }

  public enum Status {
    QUEUED,
    RUNNING,
    /// It answers.
    LIVE,
    /// A newer one answers.
    RETIRED,
    FAILED,
    /// A newer request took its place before it began, or it was stopped.
    SUPERSEDED
  }

  /// What is done next. Each step can be repeated: what it finds done stays done.
  public enum Step {
    CLONE,
    PLAN,
    BUILD,
    START,
    PROBE,
    SWITCH,
    RETIRE,
    DONE
  }

  public boolean isOpen() {
    return status == Status.QUEUED
        || status == Status.RUNNING
        || (status == Status.LIVE && step != Step.DONE);
  }

  public boolean needsBuild() {
    return kind != Kind.AGAIN && step.compareTo(Step.START) < 0;
  }

  /// The same with some fields changed.
  public Deployment with(Consumer<DeploymentEdit> change) {
    var edit = new DeploymentEdit(this);
    change.accept(edit);
    return edit.done(this);
  }
}
