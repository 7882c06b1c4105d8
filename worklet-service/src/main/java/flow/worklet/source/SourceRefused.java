package flow.worklet.source;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Sources that cannot be had, or that Flow will not take.
public final class SourceRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String remedy;
  private final boolean passing;

  SourceRefused(String cause, String remedy) {
    this(cause, remedy, false, null);
  }

  SourceRefused(String cause, String remedy, boolean passing, @Nullable Throwable reason) {
    super(cause, reason);
    this.remedy = remedy;
    this.passing = passing;
  }

  /// What can be done about it.
  public String remedy() {
    return remedy;
  }

  /// Whether trying again later may help.
  public boolean isPassing() {
    return passing;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
