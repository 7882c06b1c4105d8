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

  /// Ends all at once, also what is started meanwhile.
  void kill() {
    var known = new ArrayList<>(all());
    known.forEach(ProcessHandle::destroyForcibly);
    all().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> all() {
    var all = new ArrayList<ProcessHandle>();
    all.add(root);
    root.descendants().forEach(all::add);
    return all;
  }
}
