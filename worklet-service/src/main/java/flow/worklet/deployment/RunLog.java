package flow.worklet.deployment;

import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.BuildLine;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.GithubSettings;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What worklets' programs print.
@Component
public class RunLog {

  private static final int LINES = 1_000;

  private final ContainerEngine engine;
  private final Deployments deployments;
  private final GithubSettings github;

  RunLog(ContainerEngine engine, Deployments deployments, GithubSettings github) {
    this.engine = engine;
    this.deployments = deployments;
    this.github = github;
  }

  /// The log of what serves, or, when nothing does, what the last failure left.
  public Flux<BuildLine> of(Worklet worklet, boolean follow) {
    var mask = Mask.of(worklet, github);
    return lines(worklet, follow)
        .index()
        .map(numbered ->
            new BuildLine(
                (int) (numbered.getT1() + 1), mask.apply(numbered.getT2()), Instant.now()));
  }

  private Flux<String> lines(Worklet worklet, boolean follow) {
    if (worklet.serving() == null) {
      return deployments
          .of(worklet.id())
          .mapNotNull(Deployment::evidence)
          .next()
          .flatMapIterable(evidence -> evidence.lines().toList());
    }
    return Mono.just(worklet.serving())
        .flatMap(deployments::find)
        .flatMapMany(
            serving -> engine.logs(new Version(worklet.id(), serving.version()), LINES, follow));
  }
}
