package flow.local.platform;

import flow.local.process.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What decides which processes run and what they are told.
///
/// @param environment the variables this process was given
/// @param configuration what the operator set
/// @param ports where the processes listen
/// @param data the folder of everything that lasts
/// @param programs the folder of the repository, with the built services
/// @param cache the folder of what is unpacked once for this machine's user
public record Settings(
    Map<String, String> environment,
    Configuration configuration,
    Ports ports,
    Path data,
    Path programs,
    Path cache) {

  /// Reads what the operator set.
  ///
  /// @param environment as given to this process
  /// @param programs the folder of the repository
  public static Settings of(Map<String, String> environment, Path programs) throws IOException {
    var configuration = Configuration.of(environment);
    var cache =
        configuration
            .value("XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return new Settings(
        environment,
        configuration,
        Ports.of(configuration),
        Path.of(configuration.value("FLOW_DATA_DIR", "share_dir").orElse("data")).toAbsolutePath(),
        programs.toAbsolutePath(),
        cache.resolve("flow"));
  }

  /// How Flow meets Slack.
  enum Slack {
    REAL,
    SIMULATED,
    OFF
  }

  Slack slack() {
    if (configuration
        .value("SLACK_BOT_ENABLED", "slack_bot_enabled")
        .filter("false"::equalsIgnoreCase)
        .isPresent()) {
      return Slack.OFF;
    }
    return Stream.of("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")
            .anyMatch(token -> configuration.has(token, lower(token)))
        ? Slack.REAL
        : Slack.SIMULATED;
  }

  boolean hasModel() {
    return Credential.MODEL.names().stream().anyMatch(name -> configuration.has(name, lower(name)))
        || configuration.value("ANTHROPIC_BASE_URL").isPresent();
  }

  /// The page to open once all is ready.
  public String address() {
    return switch (slack()) {
      case SIMULATED -> "http://localhost:" + ports.simulator();
      case REAL -> "in Slack, /invite the bot to a channel and write: /flow help";
      case OFF ->
          "Slack is switched off; the APIs are on ports %d to %d"
              .formatted(ports.session(), ports.kv());
    };
  }

  String apiToken() {
    return configuration.value("FLOW_API_TOKEN", "api_token").orElse("");
  }

  Optional<String> dsn() {
    return configuration.value("DSN", "dsn");
  }

  Optional<String> brokers() {
    return configuration.value("KAFKA_BOOTSTRAP_SERVERS", "kafka_bootstrap_servers");
  }

  String publicUrl() {
    return configuration
        .value("FLOW_PUBLIC_URL", "public_url")
        .orElseGet(() -> "http://localhost:" + ports.worklet());
  }

  /// What must never be written to a log.
  public Secrets secrets(String... more) {
    var set =
        Credential.all().stream().flatMap(name -> configuration.value(name, lower(name)).stream());
    return new Secrets(Stream.concat(set, Stream.of(more)).toList());
  }

  private static String lower(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace("flow_", "");
  }
}
