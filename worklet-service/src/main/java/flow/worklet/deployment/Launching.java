package flow.worklet.deployment;

import flow.worklet.build.StartCommand;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.Launch;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Worklet;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/// Starting a version beside the one that serves, and waiting until it answers.
final class Launching {

  private final ContainerEngine engine;
  private final Probe probe;
  private final Failures failures;
  private final RunSettings settings;
  private final StoreSettings store;

  Launching(
      ContainerEngine engine,
      Probe probe,
      Failures failures,
      RunSettings settings,
      StoreSettings store) {
    this.engine = engine;
    this.probe = probe;
    this.failures = failures;
    this.settings = settings;
    this.store = store;
  }

  Mono<Deployment> start(Worklet worklet, Deployment deployment) {
    return run(worklet, deployment)
        .onErrorMap(
            EngineRefused.class,
            refused ->
                new Fault("The container could not be started: " + refused.getMessage(), null, ""))
        .thenReturn(deployment.with(edit -> edit.step = Step.PROBE));
  }

  /// Runs the deployment's container, or leaves it running.
  Mono<Void> run(Worklet worklet, Deployment deployment) {
    var version = new Version(worklet.id(), deployment.version());
    var image = new Version(worklet.id(), Objects.requireNonNull(deployment.imageVersion()));
    return engine
        .connect(worklet.id())
        .map(machine ->
            new Launch(
                version,
                engine.image(image),
                command(deployment),
                Environment.of(worklet, deployment, settings, store, machine)))
        .flatMap(engine::start)
        .then();
  }

  private static List<String> command(Deployment deployment) {
    var plan = deployment.plan();
    return plan == null || plan.start() == null ? List.of() : StartCommand.words(plan.start());
  }

  /// Waits until the version answers, and notes where.
  Mono<Deployment> probe(Worklet worklet, Deployment deployment) {
    var version = new Version(worklet.id(), deployment.version());
    var plan = deployment.plan();
    int port = Environment.port(deployment, settings);
    return probe
        .await(version, port, plan == null ? null : plan.health())
        .onErrorResume(
            Probe.Silent.class,
            silent -> failures.explain(worklet, version, silent, port).flatMap(Mono::error))
        .map(found ->
            deployment.with(edit -> {
              edit.host = found.host();
              edit.port = found.port();
              edit.step = Step.SWITCH;
            }));
  }
}
