package flow.slack.gateway.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the gateway takes part in Slack.
///
/// @param enabled connect to Slack at all; absent means: when both tokens are set
/// @param appToken the Socket Mode token, `xapp-`
/// @param botToken the bot token, `xoxb-`
/// @param debug log events and calls in detail, but never a token
/// @param apiUrl the base of the Web API
/// @param channelAllowlist channel ids, names or regular expressions for them; empty means all
/// @param connections how many sockets are held open
/// @param deciders who may decide what a tool may do
/// @param extraDeciders Slack user ids who may decide in every thread
/// @param mostQueued how many prompts may wait in a thread
/// @param promptsPerMinute how many prompts a person may send within a minute
@ConfigurationProperties("flow.slack")
@Validated
public record SlackSettings(
    @Nullable Boolean enabled,
    @DefaultValue("") String appToken,
    @DefaultValue("") String botToken,
    @DefaultValue("false") boolean debug,
    @DefaultValue("https://slack.com/api/") URI apiUrl,
    @DefaultValue List<String> channelAllowlist,
    @DefaultValue("2") @Min(1) @Max(10) int connections,
    @DefaultValue("STARTER") Deciders deciders,
    @DefaultValue List<String> extraDeciders,
    @DefaultValue("20") @Min(1) int mostQueued,
    @DefaultValue("60") @Min(1) int promptsPerMinute) {

  public enum Deciders {
    /// Who started the thread.
    STARTER,
    /// Everybody who can write in it.
    EVERYBODY
  }

  public boolean isOn() {
    return enabled == null ? !appToken.isEmpty() && !botToken.isEmpty() : enabled;
  }

  @Override
  public String toString() {
    return "SlackSettings[on=%s, apiUrl=%s, channelAllowlist=%s]"
        .formatted(isOn(), apiUrl, channelAllowlist);
  }
}
