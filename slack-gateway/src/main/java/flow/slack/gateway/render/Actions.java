package flow.slack.gateway.render;

/// The names by which buttons and dialogs are known when somebody uses them.
public final class Actions {

  public static final String ALLOW_ONCE = "approval.allow_once";
  public static final String ALLOW_FOR_SESSION = "approval.allow_for_session";
  public static final String DENY = "approval.deny";
  public static final String DENY_WITH_REASON = "approval.deny_with_reason";
  public static final String STOP = "turn.stop";
  public static final String RETRY = "turn.retry";
  public static final String CONTINUE = "turn.continue";

  private Actions() {}
}
