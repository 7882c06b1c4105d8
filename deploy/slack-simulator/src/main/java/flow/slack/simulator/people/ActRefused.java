package flow.slack.simulator.people;

/// A person tried what cannot be done in the workspace.
public final class ActRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  ActRefused(String message) {
    super(message);
  }
}
