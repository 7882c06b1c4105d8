package flow.worklet;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.WorkletId;
import flow.worklet.engine.docker.DockerCleanup;
import flow.worklet.engine.docker.Inside;
import flow.worklet.testing.GitServer;
import flow.worklet.testing.LocalDocker;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hostile repository, program or caller tries, and does not get.
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttackTest {

  final Service service = Shared.service();
  WorkletId attacker;
  WorkletId victim;

  @BeforeAll
  void deploy() {
    attacker = service.createRunning(service.site("attacker", "attacker"));
    victim = service.createRunning(service.site("victim", "victim"));
  }

  @AfterAll
  void delete() {
    service.delete(attacker);
    service.delete(victim);
  }

  /// Runs a command in the attacker's container and tells what it printed, its exit code last.
  String in(String command) {
    return Inside.run(service.docker(), container(attacker), command);
  }

  String container(WorkletId id) {
    return "flow-%s-%s-v1".formatted(service.installation(), id);
  }

  String address(WorkletId id) {
    return Inside.address(service.docker(), container(id));
  }

  @Test
  void reachesNeitherNeighboursNorTheMachine() throws IOException {
    assertThat(in("nc -w 2 %s 8080 -e true".formatted(address(attacker)))).isEqualTo("=0\n");
    try (var host = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      int port = host.getLocalPort();
      var victimsGateway = address(victim).replaceAll("\\.\\d+$", "");
      for (var target :
          new String[] {
            address(victim) + " 8080",
            "127.0.0.1 " + port,
            "172.17.0.1 " + port,
            "%s %d".formatted(InetAddress.getLocalHost().getHostAddress(), port),
            "%s.1 %d".formatted(victimsGateway, port),
            "169.254.169.254 80",
            "127.0.0.1 " + service.port(),
            "172.17.0.1 " + service.port()
          }) {
        assertThat(in("nc -w 2 %s -e true".formatted(target))).as(target).doesNotEndWith("=0\n");
      }
    }
    assertThat(service.see(victim)).isEqualTo("victim");
  }

  @Test
  void findsNoSecretsOfFlowsAndNoOtherWorkletsKey() {
    var mine = in("env");
    var theirs = Inside.run(service.docker(), container(victim), "env");

    assertThat(mine)
        .doesNotContain(GitServer.TOKEN, Service.TOKEN, Service.WEBHOOK_SECRET, "postgres://")
        .contains("WORKLET_ID=" + attacker);
    assertThat(key(mine)).startsWith("flowkv_").isNotEqualTo(key(theirs));
    assertThat(theirs).contains("/v1/worklets/%s/kv".formatted(victim));
    assertThat(in("cat /proc/1/environ | od -c | grep flowkv; ls /proc | grep -c '^[0-9]'"))
        .doesNotContain(key(theirs));
    for (var path :
        new String[] {"", "/deployments", "/prompts", "/logs?source=build", "/logs?source=run"}) {
      assertThat(service.text("/api/worklets/%s%s".formatted(victim, path)))
          .doesNotContain(key(theirs));
    }
  }

  static String key(String environment) {
    return environment
        .lines()
        .filter(line -> line.startsWith("FLOW_KV_TOKEN="))
        .findFirst()
        .orElseThrow()
        .substring("FLOW_KV_TOKEN=".length());
  }

  @Test
  void findsNoSecretsWhileItIsBuilt() {
    service
        .git()
        .commit(
            "curious",
            Map.of(
                "Dockerfile",
                "FROM %s\nRUN env; cat /proc/self/environ; ls /run /var/run; exit 3\n"
                    .formatted(LocalDocker.BASE)));
    var id = service.create(service.git().url("curious"));
    service.awaitState(id, "FAILED");

    assertThat(service.text("/api/worklets/%s/logs?source=build".formatted(id)))
        .contains("PATH=")
        .doesNotContain(GitServer.TOKEN, Service.TOKEN, "DSN", "flowkv_", "docker.sock");
    service.delete(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"root: ../victim", "dockerfile: ../../etc/passwd"})
  void leavesItsTreeByNoSetting(String setting) {
    service.git().commit("leaving", Map.of("flow.yaml", setting + "\n", "index.html", "x"));
    var id = service.create(service.git().url("leaving"));

    assertThat(service.awaitState(id, "FAILED").get("cause").asString()).contains("flow.yaml");
    service.delete(id);
  }

  @Test
  void leavesItsTreeByNoLink() throws IOException {
    service.git().commit("linked", Map.of("index.html", "x"));
    var work = service.git().work("linked");
    for (var link : new String[] {"Dockerfile", "flow.yaml", "package.json"}) {
      Files.createSymbolicLink(work.resolve(link), Path.of("/etc/passwd"));
    }
    Files.createSymbolicLink(work.resolve("secret"), Path.of("/etc/shadow"));
    service.git().commit("linked", Map.of());
    var id = service.create(service.git().url("linked"));
    service.awaitQuiet(id);

    for (var path : new String[] {"", "/logs?source=build", "/logs?source=run", "/deployments"}) {
      assertThat(service.text("/api/worklets/%s%s".formatted(id, path))).doesNotContain("root:x:0");
    }
    service.delete(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=touch /tmp/flow-attack",
        "ext::sh -c touch% /tmp/flow-attack",
        "file:///etc",
        "/etc",
        "-",
        "ssh://-oProxyCommand=touch%20x/y",
        "https://127.0.0.1/x.git",
        "https://169.254.169.254/x.git",
        "https://[::1]/x.git",
        "https://0x7f000001/x.git",
        "https://2130706433/x.git",
        "https://user:password@github.com/x/y.git",
        "https://github.com/x/y.git\n--config=x"
      })
  void fetchesFromNoHostileAddress(String repository) {
    var answer = service.call("POST", "/api/worklets", Map.of("name", "x", "gitRepo", repository));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Path.of("/tmp/flow-attack")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=id",
        "-b",
        "a..b",
        "a b",
        "a\nb",
        "refs/heads/x.lock",
        "@{-1}",
        "x;id"
      })
  void fetchesNoHostileBranch(String branch) {
    var answer =
        service.call(
            "POST",
            "/api/worklets",
            Map.of("name", "x", "gitRepo", service.git().url("victim"), "branch", branch));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void followsNoRedirectToAPrivateHost() {
    var id = service.create("http://%s/redirect/x.git".formatted(service.git().authority()));

    assertThat(service.awaitState(id, "FAILED").get("cause").asString()).isNotBlank();
    service.delete(id);
    assertThat(DockerCleanup.remains(service.docker(), service.installation()))
        .noneMatch(remains -> remains.contains(id.toString()));
  }
}
