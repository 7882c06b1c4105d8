package flow.session.claude;

import java.util.ArrayList;
import java.util.List;

/// A process with everything it started. Commands that Claude runs have sessions and process groups
/// of their own, so they are found by descent, while their parents still live.
final class ProcessTree {

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /// Asks all but the root to end: the root may be the fence, which would take the rest down at
  /// once.
  void terminateInside() {
    root.descendants().forEach(ProcessHandle::destroy);
  }

  void terminate() {
    root.destroy();
  }

  /// Ends all at once. Does nothing once the root is gone: its number may be somebody else's.
  void kill() {
    all().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> all() {
    var all = new ArrayList<ProcessHandle>();
    if (root.isAlive()) {
      root.descendants().forEach(all::add);
      all.add(root);
    }
    return all;
  }
}
