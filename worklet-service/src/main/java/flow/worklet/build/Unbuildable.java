package flow.worklet.build;

import java.io.Serial;

/// Sources that no plan can be made for, or whose build failed.
public final class Unbuildable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String remedy;

  public Unbuildable(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  /// What can be done about it.
  public String remedy() {
    return remedy;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
