package flow.slack.gateway.worklet;

/// The names by which a worklet's buttons are known when somebody presses them.
public final class WorkletActions {

  static final String OPEN = "worklet.open";
  static final String LOGS = "worklet.logs";
  static final String REBUILD = "worklet.rebuild";
  static final String ROLL_BACK = "worklet.roll_back";
  static final String STOP = "worklet.stop";
  static final String START = "worklet.start";
  static final String EXTEND = "worklet.extend";
  static final String PULL_REQUEST = "worklet.pull_request";

  private static final String PREFIX = "worklet.";

  private WorkletActions() {}

  public static boolean includes(String action) {
    return action.startsWith(PREFIX);
  }
}
