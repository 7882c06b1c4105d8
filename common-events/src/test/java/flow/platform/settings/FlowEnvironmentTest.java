package flow.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLog;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class FlowEnvironmentTest {

  @TempDir Path folder;

  @Test
  void turnsVariablesIntoProperties() {
    var environment = read(Map.of("SLACK_BOT_TOKEN", "xoxb-1", "MAX_SESSIONS", "3"));

    assertThat(environment.getProperty("flow.slack.bot-token")).isEqualTo("xoxb-1");
    assertThat(environment.getProperty("flow.session.max-processes")).isEqualTo("3");
  }

  @Test
  void keepsRegularExpressionsWhole() {
    var environment = read(Map.of("FLOW_CHANNEL_ALLOWLIST", "C123, C[A-Z]{2,9}"));

    assertThat(environment.getProperty("flow.slack.channel-allowlist[0]")).isEqualTo("C123");
    assertThat(environment.getProperty("flow.slack.channel-allowlist[1]")).isEqualTo("C[A-Z]{2,9}");
  }

  @Test
  void letsTheEnvironmentWinOverTheFile() throws IOException {
    var file =
        file(
            "{\"max_sessions\": 7, \"session_timeout\": \"5m\", \"channel_whitelist\": [\"C1\", \"C2\"]}");

    var environment = read(Map.of("FLOW_CONFIG", file, "MAX_SESSIONS", "3"));

    assertThat(environment.getProperty("flow.session.max-processes")).isEqualTo("3");
    assertThat(environment.getProperty("flow.session.idle-timeout")).isEqualTo("5m");
    assertThat(environment.getProperty("flow.slack.channel-allowlist[1]")).isEqualTo("C2");
  }

  @Test
  void ignoresKeysItDoesNotKnow() throws IOException {
    var environment = read(Map.of("FLOW_CONFIG", file("{\"colour\": \"blue\"}")));

    assertThat(environment.getProperty("flow.colour")).isNull();
  }

  @Test
  void namesKeyProblemAndWhatIsAccepted() {
    assertThatThrownBy(() -> read(Map.of("MAX_SESSIONS", "many")))
        .hasMessage("MAX_SESSIONS: \"many\" (accepted: a whole number from 1 to 1000)");
    assertThatThrownBy(() -> read(Map.of("SESSION_TIMEOUT", "soon")))
        .hasMessageStartingWith("SESSION_TIMEOUT: \"soon\"");
    assertThatThrownBy(() -> read(Map.of("SLACK_API_URL", "slack")))
        .hasMessageStartingWith("SLACK_API_URL: \"slack\"");
    assertThatThrownBy(() -> read(Map.of("FLOW_CONFIG", "/nowhere/config.json")))
        .hasMessageStartingWith("FLOW_CONFIG: there is no file");
  }

  @Test
  void refusesAFileThatIsNoJsonObject() throws IOException {
    var list = file("[]");
    assertThatThrownBy(() -> read(Map.of("FLOW_CONFIG", list)))
        .hasMessageContaining("not an object");

    var noJson = file("{max_sessions");
    assertThatThrownBy(() -> read(Map.of("FLOW_CONFIG", noJson))).hasMessageContaining("not JSON");
  }

  @Test
  void doesNotRepeatASecret() {
    assertThatThrownBy(() -> read(Map.of("SLACK_APP_TOKEN", "xoxb-secret")))
        .hasMessageContaining("xapp-")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("config.json"), content).toString();
  }

  private static ConfigurableEnvironment read(Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    var all = new LinkedHashMap<String, Object>(Map.of("FLOW_CONFIG", ""));
    all.putAll(variables);
    all.values().removeIf(""::equals);
    environment
        .getPropertySources()
        .forEach(source -> environment.getPropertySources().remove(source.getName()));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, all));
    environment.getPropertySources().addLast(new MapPropertySource("defaults", Map.of()));
    new FlowEnvironment(_ -> new DeferredLog())
        .postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
