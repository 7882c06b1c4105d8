package flow.worklet.deployment;

import flow.worklet.lifecycle.Deployment;

/// Told before each step of a deployment, and after its work was done but not noted. A test that
/// kills the service does it there.
@FunctionalInterface
public interface Checkpoint {

  Checkpoint NONE = (step, done) -> {};

  void reached(Deployment.Step step, boolean done);
}
