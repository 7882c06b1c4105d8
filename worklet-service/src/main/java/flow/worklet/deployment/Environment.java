package flow.worklet.deployment;

import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Worklet;
import java.util.Map;
import java.util.TreeMap;

/// What a worklet's program finds in its environment: its own variables, and what it needs to know.
final class Environment {

  private Environment() {}

  static Map<String, String> of(
      Worklet worklet,
      Deployment deployment,
      RunSettings settings,
      StoreSettings store,
      String thisMachine) {
    var all = new TreeMap<>(worklet.environment());
    all.put("HOME", "/tmp");
    all.put("PORT", String.valueOf(port(deployment, settings)));
    all.put("WORKLET_ID", worklet.id().toString());
    all.put(
        "FLOW_KV_URL", "%s/v1/worklets/%s/kv".formatted(store.seenFrom(thisMachine), worklet.id()));
    all.put("FLOW_KV_TOKEN", worklet.storeToken());
    return all;
  }

  /// The port the program is asked to listen on.
  static int port(Deployment deployment, RunSettings settings) {
    var plan = deployment.plan();
    return plan == null || plan.port() == null ? settings.port() : plan.port();
  }
}
