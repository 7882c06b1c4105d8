package flow.worklet.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import flow.events.WorkletId;
import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.ContainerEngineContract;
import flow.worklet.engine.EngineSettings;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;
import flow.worklet.engine.Version;
import flow.worklet.testing.LocalDocker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@Tag("unproven")
class DockerEngineTest extends ContainerEngineContract {

  final DockerClient docker = LocalDocker.demand();
  final Installation installation =
      new Installation(UUID.randomUUID().toString().substring(0, 8), "test:" + UUID.randomUUID());
  final RunSettings run = settings("flow.run", RunSettings.class, Map.of("pool", "10.214.0.0/16"));
  StoreSettings store = new StoreSettings(URI.create("http://localhost:8083"));

  @Override
  protected ContainerEngine engine() {
    return DockerEngines.single(
        installation,
        settings("flow.engine", EngineSettings.class, Map.of()),
        run,
        settings("flow.build", BuildSettings.class, Map.of("memory", "128MB")),
        store);
  }

  static <T> T settings(String name, Class<T> type, Map<String, String> values) {
    var named = new java.util.HashMap<String, String>();
    values.forEach((key, value) -> named.put(name + "." + key, value));
    return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate(name, type);
  }

  @Override
  protected String baseImage() {
    return LocalDocker.BASE;
  }

  @AfterEach
  void dropFence() {
    new Fences(installation, run, store).drop().block(A_WHILE);
  }

  String container() {
    return "flow-%s-%s".formatted(installation.id(), version);
  }

  /// Runs a command in the container and tells what it printed, its exit code last.
  String in(String command) {
    return Inside.run(docker, container(), command);
  }

  @Test
  void letsAWorkletReachNothingButTheStore() throws IOException {
    try (var host = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
        var kv = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      store = new StoreSettings(URI.create("http://localhost:" + kv.getLocalPort()));
      engine = engine();
      engine.fence().block(A_WHILE);
      var gateway = get(engine.connect(worklet));
      buildAndStart();
      awaitAnswer(version);
      var other = new Version(WorkletId.random(), 1);
      build(
          other,
          "FROM %s\nCMD [\"busybox\", \"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/\"]"
              .formatted(baseImage()));
      var neighbour = start(other);

      assertThat(in("nc -w 2 %s %d -e true".formatted(gateway, kv.getLocalPort())))
          .endsWith("=0\n");
      assertThat(in("nc -w 2 %s %d -e true".formatted(gateway, host.getLocalPort())))
          .doesNotEndWith("=0\n");
      assertThat(in("nc -w 2 127.0.0.1 %d -e true".formatted(host.getLocalPort())))
          .doesNotEndWith("=0\n");
      assertThat(in("nc -w 2 172.17.0.1 %d -e true".formatted(host.getLocalPort())))
          .doesNotEndWith("=0\n");
      assertThat(in("nc -w 2 %s 8080 -e true".formatted(neighbour.host()))).doesNotEndWith("=0\n");
      assertThat(in("wget -T 2 -q -O - http://169.254.169.254/")).doesNotEndWith("=0\n");
      assertThat(in("ls /var/run/docker.sock /run/docker.sock")).doesNotEndWith("=0\n");
    }
  }

  @Test
  void letsAWorkletWriteToItsScratchOnly() {
    buildAndStart();

    assertThat(in("echo x > /tmp/x && cat /tmp/x")).isEqualTo("x\n=0\n");
    for (var path :
        new String[] {
          "/x",
          "/site/x",
          "/etc/passwd",
          "/bin/busybox",
          "/proc/sys/kernel/core_pattern",
          "/sys/kernel/x",
          "/dev/x"
        }) {
      assertThat(in("echo x > " + path)).as(path).doesNotEndWith("=0\n");
    }
    assertThat(in("dd if=/dev/zero of=/tmp/big bs=1M count=100 2>/dev/null"))
        .doesNotEndWith("=0\n");
  }

  @Test
  void runsAWorkletWithoutAnyPower() {
    buildAndStart();

    assertThat(in("id")).startsWith("uid=10001 gid=10001");
    assertThat(in("grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/1/status"))
        .contains(
            "CapEff:\t0000000000000000",
            "CapBnd:\t0000000000000000",
            "NoNewPrivs:\t1",
            "Seccomp:\t2");
    assertThat(in("env")).doesNotContain("TOKEN", "DSN", "KEY");
    var config = docker.inspectContainerCmd(container()).exec().getHostConfig();
    assertThat(config.getPidsLimit()).isEqualTo(256);
    assertThat(config.getMemorySwap()).isEqualTo(config.getMemory()).isEqualTo(512L << 20);
    assertThat(config.getNanoCPUs()).isEqualTo(1_000_000_000L);
    assertThat(config.getInit()).isTrue();
    assertThat(config.getLogConfig().getConfig()).containsEntry("max-file", "2");
    assertThat(config.getPortBindings()).isNull();
  }

  @Test
  void givesAnImageNoVolumeAndNoRootUnderAnotherName() {
    build(
        version,
        "FROM %s\nRUN echo 'toor:x:0:0::/:/bin/sh' >> /etc/passwd && mkdir /data\nVOLUME /data\nUSER toor\nHEALTHCHECK CMD false\nCMD [\"sleep\", \"600\"]"
            .formatted(baseImage()));
    start(version);

    assertThat(in("id")).startsWith("uid=10001");
    assertThat(in("grep ' /data ' /proc/mounts")).contains("tmpfs /data tmpfs");
    assertThat(docker.inspectContainerCmd(container()).exec().getMounts()).isEmpty();
  }

  @Test
  void limitsTheMemoryOfABuild() {
    assertThat(
            build(
                version,
                "FROM %s\nRUN cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null; true"
                    .formatted(baseImage())))
        .contains(String.valueOf(128 << 20));
  }

  @Test
  void letsABuildReachNeitherTheHostNorPrivateNetworks() throws IOException {
    try (var host = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      var lines =
          build(
              version,
              "FROM %s\nRUN for a in 172.17.0.1 127.0.0.1 %s; do nc -w 2 $a %d -e true && echo \"reached $a\"; done; true"
                  .formatted(
                      baseImage(),
                      InetAddress.getLocalHost().getHostAddress(),
                      host.getLocalPort()));

      assertThat(lines).noneMatch(line -> line.startsWith("reached"));
    }
  }

  @Test
  void mendsTheFenceBeforeItStartsAnything() {
    buildAndStart();
    engine.stop(version).block(A_WHILE);
    new Fences(installation, run, store).drop().block(A_WHILE);

    engine.resume(version).block(A_WHILE);

    awaitAnswer(version);
    assertThat(in("nc -w 2 172.17.0.1 22 -e true")).doesNotEndWith("=0\n");
  }

  @Test
  void stopsABuildThatIsCancelled() {
    var lines =
        engine.build(
            new flow.worklet.engine.BuildOrder(
                version,
                archive(Map.of()),
                "",
                "FROM %s\nRUN echo started && sleep 600".formatted(baseImage())));

    lines.takeUntil("started"::equals).blockLast(A_WHILE);

    org.awaitility.Awaitility.await()
        .atMost(A_WHILE)
        .until(() ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Installation.INSTALLATION, installation.id()))
                .exec()
                .isEmpty());
  }
}
