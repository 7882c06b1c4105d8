package flow.worklet.lifecycle;

/// What a worklet is.
public enum State {
  CREATING,
  BUILDING,
  DEPLOYING,
  RUNNING,
  PAUSED,
  STOPPED,
  FAILED,
  DELETED
}
