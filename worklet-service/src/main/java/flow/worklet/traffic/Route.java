package flow.worklet.traffic;

import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Worklet;
import org.jspecify.annotations.Nullable;

/// Where requests for a worklet go.
///
/// @param version the version that answers; absent while there is none
/// @param host where it is reached
/// @param port where it listens
public record Route(Worklet worklet, @Nullable Version version, @Nullable String host, int port) {

  /// Whether requests can be sent there now.
  public boolean isOpen() {
    return host != null
        && version != null
        && switch (worklet.state()) {
          case PAUSED, STOPPED, FAILED, DELETED -> false;
          case CREATING, BUILDING, DEPLOYING, RUNNING -> true;
        };
  }
}
