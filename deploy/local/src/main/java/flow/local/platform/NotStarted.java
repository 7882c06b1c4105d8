package flow.local.platform;

import flow.local.process.Child;
import java.util.List;

/// The platform cannot be started; the message and the last lines of the log say why.
public final class NotStarted extends RuntimeException {

  private final List<String> lastLines;

  NotStarted(String message, Child child) {
    super(message);
    lastLines = child.lastLines();
  }

  public List<String> lastLines() {
    return lastLines;
  }
}
