package flow.worklet.lifecycle;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/// Whether a container engine answers, as it was last seen.
@Component
public class EngineState {

  private static final String UNKNOWN = "No container engine was found yet. Try again in a moment.";

  private final AtomicReference<String> problem = new AtomicReference<>(UNKNOWN);

  /// Why it cannot be used; empty when it can.
  public String problem() {
    return problem.get();
  }

  public boolean isReachable() {
    return problem.get().isEmpty();
  }

  public void reachable() {
    problem.set("");
  }

  public void unreachable(String why) {
    problem.set(why);
  }
}
