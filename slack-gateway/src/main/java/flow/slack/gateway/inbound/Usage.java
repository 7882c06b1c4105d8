package flow.slack.gateway.inbound;

/// What Flow answers when it is asked how it is used.
public final class Usage {

  public static final String TEXT =
      """
      *Flow* works with Claude in a thread.
      • `/flow make me a page that counts to ten` starts a thread. So does mentioning me, or a direct message.
      • Reply in the thread to go on; no mention is needed. What you write while Claude works is done next.
      • `!stop` in the thread, or the Stop button, stops Claude.
      • `/flow build https://github.com/owner/repository` makes a running prototype of a repository.
      • `/flow worklet list` shows the prototypes; also `status`, `logs`, `start`, `stop`, `rollback`, `delete`, each with a name.
      """;

  private Usage() {}
}
