package flow.worklet.engine.docker;

import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineSettings;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;

/// Puts a Docker engine together.
public final class DockerEngines {

  private DockerEngines() {}

  public static ContainerEngine single(
      Installation installation,
      EngineSettings engine,
      RunSettings run,
      BuildSettings build,
      StoreSettings store) {
    var docker = new DockerCalls(engine);
    var networks = new DockerNetworks(docker, installation, run);
    var hardening = new Hardening(run);
    return new DockerEngine(
        docker,
        networks,
        new DockerContainers(docker, networks, installation, hardening, run),
        new DockerBuilds(docker, networks, installation, build),
        new Fences(installation, run, store),
        installation);
  }
}
