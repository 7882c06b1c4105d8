package flow.worklet.lifecycle;

import flow.worklet.build.Plan;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployment.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can change in a deployment.
public final class DeploymentEdit {

  public Status status;
  public Step step;
  public @Nullable Integer imageVersion;
  public @Nullable String buildKey;
  public @Nullable String commit;
  public @Nullable String stack;
  public @Nullable Plan plan;
  public @Nullable String host;
  public @Nullable Integer port;
  public @Nullable String cause;
  public @Nullable String remedy;
  public @Nullable String evidence;
  public int attempts;
  public @Nullable Instant startedAt;
  public @Nullable Instant finishedAt;

  DeploymentEdit(Deployment before) {
    this.status = before.status();
    this.step = before.step();
    this.imageVersion = before.imageVersion();
    this.buildKey = before.buildKey();
    this.commit = before.commit();
    this.stack = before.stack();
    this.plan = before.plan();
    this.host = before.host();
    this.port = before.port();
    this.cause = before.cause();
    this.remedy = before.remedy();
    this.evidence = before.evidence();
    this.attempts = before.attempts();
    this.startedAt = before.startedAt();
    this.finishedAt = before.finishedAt();
  }

  Deployment done(Deployment before) {
    return new Deployment(
        before.id(),
        before.worklet(),
        before.version(),
        before.kind(),
        status,
        step,
        imageVersion,
        buildKey,
        commit,
        stack,
        plan,
        host,
        port,
        before.prompt(),
        before.requestedBy(),
        cause,
        remedy,
        evidence,
        attempts,
        before.lines(),
        before.createdAt(),
        startedAt,
        finishedAt);
  }
}
