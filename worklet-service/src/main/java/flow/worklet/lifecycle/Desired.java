package flow.worklet.lifecycle;

/// What a worklet shall be.
public enum Desired {
  RUNNING,
  PAUSED,
  STOPPED,
  DELETED
}
