package flow.worklet.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The engine answers, and does not do what was asked.
public final class EngineRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public EngineRefused(String message, @Nullable Throwable reason) {
    super(message, reason);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
