package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/// Looks into containers, and runs commands there as their program could.
public final class Inside {

  private Inside() {}

  /// Tells what a command of the shell printed, its exit code last.
  public static String run(DockerClient docker, String container, String command) {
    var exec =
        docker
            .execCreateCmd(container)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd("sh", "-c", command + "; echo \"=$?\"")
            .exec();
    return DockerStream.<Frame>of(callback -> docker.execStartCmd(exec.getId()).exec(callback))
        .map(frame -> new String(frame.getPayload(), StandardCharsets.UTF_8))
        .collectList()
        .map(pieces -> String.join("", pieces))
        .blockOptional(Duration.ofSeconds(60))
        .orElseThrow();
  }

  /// Where a container is reached.
  public static String address(DockerClient docker, String container) {
    return docker
        .inspectContainerCmd(container)
        .exec()
        .getNetworkSettings()
        .getNetworks()
        .values()
        .stream()
        .map(ContainerNetwork::getIpAddress)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
