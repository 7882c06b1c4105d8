package flow.worklet.engine;

import java.io.Serial;

/// No engine answers.
public final class EngineUnreachable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public EngineUnreachable(String where, Throwable reason) {
    super(
        "No container engine answers at %s. Start Docker, or set DOCKER_HOST to where it listens."
            .formatted(where),
        reason);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
