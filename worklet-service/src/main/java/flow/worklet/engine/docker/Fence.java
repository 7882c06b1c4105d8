package flow.worklet.engine.docker;

import flow.worklet.engine.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The packet filter's rules that keep worklets from this machine, from private networks and from
/// each other. The chains and the network devices are named after the installation, so that several
/// installations on one machine do not touch each other's.
///
/// @param store where the key-value service is reached when it is not on this machine; else empty
/// @param storePort its port
/// @param nameServers private name servers that worklets may ask
/// @param open whether the internet may be reached
record Fence(
    Installation installation,
    List<String> store,
    int storePort,
    boolean storeIsLocal,
    List<String> nameServers,
    boolean open) {

  /// What is not the internet.
  static final List<String> PRIVATE =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /// The chain for what goes through this machine.
  String through() {
    return "FLOW-%s-OUT".formatted(installation.id());
  }

  /// The chain for what goes to this machine.
  String toHost() {
    return "FLOW-%s-HOST".formatted(installation.id());
  }

  /// All devices of the installation, worklets' and builds'.
  String devices() {
    return "f" + installation.id() + "+";
  }

  static String device(Installation installation, int slot) {
    return "f%sw%x".formatted(installation.id(), slot);
  }

  static String buildDevice(Installation installation) {
    return "f%sb".formatted(installation.id());
  }

  private String worklets() {
    return "f" + installation.id() + "w+";
  }

  /// Both chains as `iptables-restore` reads them: replaced whole, in one step.
  String rules() {
    var lines =
        new ArrayList<>(
            List.of(
                "*filter", ":%s - [0:0]".formatted(through()), ":%s - [0:0]".formatted(toHost())));
    lines.addAll(expected());
    lines.add("COMMIT");
    return String.join("\n", lines) + "\n";
  }

  /// The rules as `iptables -S` shows them.
  List<String> expected() {
    var all = new ArrayList<String>();
    Supplier<String> out = () -> "-A " + through();
    Supplier<String> host = () -> "-A " + toHost();
    all.add(out.get() + " -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN");
    for (var address : store) {
      all.add(
          "%s -d %s/32 -i %s -p tcp -m tcp --dport %d -j RETURN"
              .formatted(out.get(), address, worklets(), storePort));
    }
    for (var server : nameServers) {
      all.add("%s -d %s/32 -p udp -m udp --dport 53 -j RETURN".formatted(out.get(), server));
      all.add("%s -d %s/32 -p tcp -m tcp --dport 53 -j RETURN".formatted(out.get(), server));
    }
    for (var range : PRIVATE) {
      all.add("%s -d %s -j REJECT --reject-with icmp-admin-prohibited".formatted(out.get(), range));
    }
    all.add(out.get() + (open ? " -j RETURN" : " -j REJECT --reject-with icmp-admin-prohibited"));
    all.add(host.get() + " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    if (storeIsLocal) {
      all.add(
          "%s -i %s -p tcp -m tcp --dport %d -j ACCEPT"
              .formatted(host.get(), worklets(), storePort));
    }
    all.add(host.get() + " -j REJECT --reject-with icmp-admin-prohibited");
    return all;
  }
}
