package flow.worklet.deployment;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Why a deployment failed, in words for people.
final class Fault extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final @Nullable String remedy;
  private final String evidence;

  Fault(String cause, @Nullable String remedy, String evidence) {
    super(cause);
    this.remedy = remedy;
    this.evidence = evidence;
  }

  @Nullable String remedy() {
    return remedy;
  }

  /// What was printed last.
  String evidence() {
    return evidence;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
