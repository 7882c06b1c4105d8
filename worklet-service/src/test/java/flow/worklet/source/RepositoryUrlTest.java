package flow.worklet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.test.StepVerifier;

class RepositoryUrlTest {

  static final SourceSettings STRICT = settings(List.of(), false);
  static final SourceSettings TRUSTING = settings(List.of("git.test:8443", "127.0.0.1:80"), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/owner/repository",
        "https://github.com/owner/repository.git",
        "https://gitlab.example.org:443/a/b/c~d_e.git/"
      })
  void takesPublicHttpsAddresses(String text) {
    assertThat(RepositoryUrl.parse(text, STRICT)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=touch /tmp/x",
        "-c",
        "ext::sh -c touch% /tmp/x",
        "fd::17",
        "file:///etc",
        "/etc",
        "../other",
        "git@github.com:owner/repository",
        "ssh://github.com/owner/repository",
        "git://github.com/owner/repository",
        "http://github.com/owner/repository",
        "https://user:secret@github.com/owner/repository",
        "https://github.com:8443/owner/repository",
        "https://127.0.0.1/owner/repository",
        "https://2130706433/owner/repository",
        "https://0x7f000001/owner/repository",
        "https://[::1]/owner/repository",
        "https://localhost/owner/repository",
        "https://metadata/owner/repository",
        "https://github.com./owner/repository",
        "https://github.com/",
        "https://github.com/a/../b",
        "https://github.com//a",
        "https://github.com/a?b=c",
        "https://github.com/a#b",
        "https://github.com/a b",
        "https://github.com/a\nb",
        "https://-oProxyCommand=x/a",
        "https:///a",
        "javascript:alert(1)",
        ""
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> RepositoryUrl.parse(text, STRICT)).isInstanceOf(SourceRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:80/a", "http://git.test:8443/a", "file:///srv/a.git"})
  void takesMoreWhereTheSettingsSaySo(String text) {
    assertThat(RepositoryUrl.parse(text, TRUSTING)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/a-b_c.d", "v1.2+x", "a@b"})
  void takesNamesOfBranches(String name) {
    assertThat(new BranchName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-b",
        "--upload-pack=x",
        "a..b",
        "a b",
        "a~1",
        "a^",
        "a:b",
        "a\\b",
        "refs/../x",
        "a.lock",
        "a/",
        "/a",
        "a//b",
        "a/.b",
        "@{1}",
        "a@{1}",
        "HEAD",
        "",
        "a\n",
        "*"
      })
  void refusesWhatIsNoNameOfABranch(String name) {
    assertThatThrownBy(() -> new BranchName(name)).isInstanceOf(SourceRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void knowsPrivateAddresses(String address) throws UnknownHostException {
    assertThat(Hosts.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"140.82.121.4", "8.8.8.8", "2606:4700::1111"})
  void knowsPublicAddresses(String address) throws UnknownHostException {
    assertThat(Hosts.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void refusesAHostThatLeadsToThisMachine() {
    new Hosts(STRICT)
        .pin(new RepositoryUrl(java.net.URI.create("https://localhost/a")))
        .as(StepVerifier::create)
        .verifyErrorMessage("The host localhost leads to the private address 127.0.0.1.");
  }

  static SourceSettings settings(List<String> trusted, boolean files) {
    return new SourceSettings(
        trusted,
        files,
        Duration.ofMinutes(1),
        DataSize.ofMegabytes(5),
        100,
        50,
        "Flow",
        "flow@localhost",
        "github.com",
        trusted);
  }
}
