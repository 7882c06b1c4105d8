package flow.worklet.deployment;

import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;

/// Measures builds and deployments.
final class Meters {

  private final MeterRegistry meters;

  Meters(MeterRegistry meters) {
    this.meters = meters;
  }

  void built(Deployment deployment, String outcome, Duration took) {
    meters.timer("flow.worklet.build", "stack", stack(deployment), "outcome", outcome).record(took);
  }

  /// From when it was asked for.
  void deployed(Deployment deployment, String outcome) {
    var took =
        Duration.ofMillis(
            Math.max(0, System.currentTimeMillis() - deployment.createdAt().toEpochMilli()));
    meters
        .timer("flow.worklet.deploy", "stack", stack(deployment), "outcome", outcome)
        .record(took);
  }

  private static String stack(Deployment deployment) {
    return Objects.requireNonNullElse(
        deployment.stack(), deployment.step() == Step.CLONE ? "unknown" : "none");
  }
}
