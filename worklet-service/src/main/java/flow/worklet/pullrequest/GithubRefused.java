package flow.worklet.pullrequest;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// GitHub does not do what was asked.
final class GithubRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  GithubRefused(String message, @Nullable Throwable reason) {
    super(message, reason);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
