package flow.slack.simulator.delivery;

import flow.slack.simulator.workspace.Hooks.Hook;
import flow.slack.simulator.workspace.Seed;

/// Where the app reached the simulator last: URLs given to it lead there, also through a port
/// mapping.
public final class Address {

  private volatile String host;

  public Address(String host) {
    this.host = host;
  }

  public void reachedAt(String newHost) {
    host = newHost;
  }

  /// A response URL.
  public String hook(Hook hook) {
    return "http://" + host + "/commands/" + Seed.TEAM + "/" + hook.id();
  }

  /// Where to open a socket; good once.
  public String socket(String ticket) {
    return "ws://" + host + "/link/?ticket=" + ticket + "&app_id=" + Seed.APP;
  }
}
