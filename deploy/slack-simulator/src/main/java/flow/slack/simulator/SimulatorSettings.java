package flow.slack.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the workspace behaves.
///
/// @param botToken the only bot token it accepts
/// @param appToken the only app token it accepts
/// @param port where it listens; 0 for any free port
/// @param file where channels and messages are kept over a restart; absent: nowhere
/// @param limits multiplies Slack's rate limits; 0 switches them off
/// @param acknowledgeWithin how long Slack waits for an acknowledgement
/// @param redeliverAfter the pause before each further attempt to deliver an event
/// @param triggerLife how long after an act of a person the app may open a form
/// @param connectionLife after what time a socket is told to reconnect
@ConfigurationProperties("flow.simulator")
public record SimulatorSettings(
    @DefaultValue("xoxb-simulator") String botToken,
    @DefaultValue("xapp-simulator") String appToken,
    @DefaultValue("8090") int port,
    @Nullable Path file,
    @DefaultValue("1") double limits,
    @DefaultValue("3s") Duration acknowledgeWithin,
    @DefaultValue({"0s", "60s", "300s"}) List<Duration> redeliverAfter,
    @DefaultValue("3s") Duration triggerLife,
    @DefaultValue("2h") Duration connectionLife) {

  /// A free port, Slack's own times and limits, nothing kept.
  public static SimulatorSettings standard() {
    return new SimulatorSettings(
        "xoxb-simulator",
        "xapp-simulator",
        0,
        null,
        1,
        Duration.ofSeconds(3),
        List.of(Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(300)),
        Duration.ofSeconds(3),
        Duration.ofHours(2));
  }

  public SimulatorSettings withPort(int newPort) {
    return new SimulatorSettings(
        botToken,
        appToken,
        newPort,
        file,
        limits,
        acknowledgeWithin,
        redeliverAfter,
        triggerLife,
        connectionLife);
  }

  public SimulatorSettings withFile(Path newFile) {
    return new SimulatorSettings(
        botToken,
        appToken,
        port,
        newFile,
        limits,
        acknowledgeWithin,
        redeliverAfter,
        triggerLife,
        connectionLife);
  }

  /// With other rate limits.
  ///
  /// @param factor multiplies Slack's rate limits; 0 switches them off
  public SimulatorSettings withLimits(double factor) {
    return new SimulatorSettings(
        botToken,
        appToken,
        port,
        file,
        factor,
        acknowledgeWithin,
        redeliverAfter,
        triggerLife,
        connectionLife);
  }

  /// With other patience.
  ///
  /// @param within how long an acknowledgement may take
  /// @param pauses before each further attempt
  public SimulatorSettings withRedelivery(Duration within, Duration... pauses) {
    return new SimulatorSettings(
        botToken,
        appToken,
        port,
        file,
        limits,
        within,
        List.of(pauses),
        triggerLife,
        connectionLife);
  }

  /// With longer or shorter triggers.
  ///
  /// @param life how long after an act of a person the app may open a form
  public SimulatorSettings withTriggerLife(Duration life) {
    return new SimulatorSettings(
        botToken,
        appToken,
        port,
        file,
        limits,
        acknowledgeWithin,
        redeliverAfter,
        life,
        connectionLife);
  }
}
