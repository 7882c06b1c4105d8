package flow.worklet.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import flow.worklet.engine.RunSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a container of code that nobody trusts may do: hardly anything.
final class Hardening {

  private static final Pattern USER = Pattern.compile("([1-9][0-9]{0,8})(:([1-9][0-9]{0,8}))?");

  private static final String GVISOR = "runsc";

  private final RunSettings settings;

  Hardening(RunSettings settings) {
    this.settings = settings;
  }

  /// How the container is made.
  ///
  /// @param runtimes what the engine can run containers with
  HostConfig of(InspectImageResponse image, String network, Set<String> runtimes) {
    long memory = settings.memory().toBytes();
    var config =
        HostConfig.newHostConfig()
            .withNetworkMode(network)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withPrivileged(false)
            .withReadonlyRootfs(true)
            .withTmpFs(scratch(image))
            .withInit(true)
            .withMemory(memory)
            .withMemorySwap(memory)
            .withNanoCPUs((long) (settings.cpus() * 1_000_000_000L))
            .withPidsLimit((long) settings.processes())
            .withUlimits(
                List.of(
                    new Ulimit("nofile", (long) settings.openFiles(), (long) settings.openFiles()),
                    new Ulimit("core", 0L, 0L)))
            .withIpcMode("private")
            .withSysctls(Map.of("net.ipv6.conf.all.disable_ipv6", "1"))
            .withLogConfig(
                new LogConfig(
                    LogConfig.LoggingType.JSON_FILE,
                    Map.of("max-size", settings.logSize().toBytes() + "b", "max-file", "2")))
            .withRestartPolicy(RestartPolicy.onFailureRestart(settings.restarts()));
    return settings.gvisor() && runtimes.contains(GVISOR) ? config.withRuntime(GVISOR) : config;
  }

  /// A named user could be root under another name, so only numbers count.
  String user(InspectImageResponse image) {
    var named = image.getConfig() == null ? null : image.getConfig().getUser();
    var match = USER.matcher(named == null ? "" : named);
    if (!match.matches()) {
      return "%d:%d".formatted(settings.user(), settings.user());
    }
    var group = match.group(3) == null ? match.group(1) : match.group(3);
    return match.group(1) + ":" + group;
  }

  /// An image's health check would run as often as it likes; Flow looks from outside.
  static HealthCheck noHealthCheck() {
    return new HealthCheck().withTest(List.of("NONE"));
  }

  /// Memory in place of the volumes an image asks for: those would be disk without a limit.
  private Map<String, String> scratch(InspectImageResponse image) {
    // owned by the user: the engine gives it the mode the image's folder has
    var owner = user(image).split(":");
    var options =
        "rw,exec,nosuid,nodev,mode=1777,uid=%s,gid=%s,size=%d"
            .formatted(owner[0], owner[1], settings.scratch().toBytes());
    var all = new HashMap<String, String>();
    all.put("/tmp", options);
    all.put("/run", options);
    all.put("/var/tmp", options);
    var config = image.getConfig();
    if (config != null && config.getVolumes() != null) {
      config.getVolumes().keySet().forEach(path -> all.put(path, options));
    }
    return all;
  }
}
