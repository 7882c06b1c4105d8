package flow.slack.simulator.faults;

/// How often a method may be called in a workspace.
public enum Tier {
  T1(1),
  T2(20),
  T3(50),
  T4(100),
  /// `chat.postMessage`: several hundred a minute, and one a second for each channel.
  POST(300),
  /// `auth.test` and the like: hundreds a minute.
  SPECIAL(600);

  private final int perMinute;

  Tier(int perMinute) {
    this.perMinute = perMinute;
  }

  public int perMinute() {
    return perMinute;
  }
}
