package flow.worklet.engine;

import java.io.Serial;

/// A build ended without an image.
public final class BuildBroke extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// @param said what the engine said about it
  public BuildBroke(String said) {
    super(said);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
