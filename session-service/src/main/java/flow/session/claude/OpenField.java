package flow.session.claude;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// No fence: the machine has none that works. The process still dies with the service where
/// `setpriv` is installed.
final class OpenField implements Fence {

  private final String reason;
  private final boolean setpriv;

  OpenField(String reason, boolean setpriv) {
    this.reason = reason;
    this.setpriv = setpriv;
  }

  @Override
  public List<String> around(SessionFolder folder, List<String> command) {
    var line = new ArrayList<String>();
    if (setpriv) {
      line.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    }
    line.addAll(command);
    return line;
  }

  @Override
  public Path tmp(SessionFolder folder) {
    return folder.tmp();
  }

  @Override
  public boolean holds() {
    return false;
  }

  @Override
  public String describe() {
    return "none: " + reason;
  }
}
