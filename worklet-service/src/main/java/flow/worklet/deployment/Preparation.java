package flow.worklet.deployment;

import flow.worklet.build.Plan;
import flow.worklet.build.Planner;
import flow.worklet.build.Unbuildable;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.SourceRefused;
import flow.worklet.source.Sources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/// The first steps: the sources are fetched and looked at.
final class Preparation {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Sources sources;
  private final Planner planner;
  private final Deployments deployments;
  private final ContainerEngine engine;

  Preparation(Sources sources, Planner planner, Deployments deployments, ContainerEngine engine) {
    this.sources = sources;
    this.planner = planner;
    this.deployments = deployments;
    this.engine = engine;
  }

  /// Fetches the sources. What may pass is tried again.
  Mono<Deployment> fetch(Worklet worklet, Deployment deployment) {
    return sources
        .refresh(worklet.id(), worklet.repository(), worklet.branch())
        .retryWhen(
            Retry.backoff(2, Duration.ofSeconds(2))
                .filter(problem -> problem instanceof SourceRefused refused && refused.isPassing())
                .onRetryExhaustedThrow((_, signal) -> signal.failure()))
        .onErrorMap(
            SourceRefused.class, refused -> new Fault(refused.getMessage(), refused.remedy(), ""))
        .map(commit ->
            deployment.with(edit -> {
              edit.commit = commit;
              edit.step = Step.PLAN;
            }));
  }

  /// Looks what is to be built. The same sources and plan as before need no build.
  Mono<Deployment> plan(Worklet worklet, Deployment deployment) {
    var commit = Objects.requireNonNull(deployment.commit());
    return sources
        .tree(worklet.id(), commit)
        .map(planner::plan)
        .onErrorMap(
            Unbuildable.class, problem -> new Fault(problem.getMessage(), problem.remedy(), ""))
        .flatMap(plan -> planned(deployment, plan, key(commit, plan)));
  }

  private Mono<Deployment> planned(Deployment deployment, Plan plan, String key) {
    var planned =
        deployment.with(edit -> {
          edit.plan = plan;
          edit.stack = plan.stack().toString();
          edit.buildKey = key;
          edit.step = Step.BUILD;
        });
    return deployments
        .of(deployment.worklet())
        .filter(other -> key.equals(other.buildKey()) && other.imageVersion() != null)
        .concatMap(other -> existing(other))
        .next()
        .map(image ->
            planned.with(edit -> {
              edit.imageVersion = image;
              edit.step = Step.START;
            }))
        .defaultIfEmpty(planned);
  }

  private Mono<Integer> existing(Deployment other) {
    var image = Objects.requireNonNull(other.imageVersion());
    return engine.hasImage(new Version(other.worklet(), image)).filter(has -> has).map(_ -> image);
  }

  private static String key(String commit, Plan plan) {
    try {
      var text = commit + " " + JSON.writeValueAsString(plan);
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
