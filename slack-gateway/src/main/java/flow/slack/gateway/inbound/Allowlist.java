package flow.slack.gateway.inbound;

import flow.slack.gateway.api.SlackSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The channels in which Flow may be used.
@Component
public final class Allowlist {

  private final List<Pattern> patterns;

  public Allowlist(SlackSettings settings) {
    this.patterns = settings.channelAllowlist().stream().map(Pattern::compile).toList();
  }

  /// Whether neither the id nor the name of the channel is on the list. An entry has to match the
  /// whole of it.
  public boolean refuses(String id, String name) {
    return !patterns.isEmpty()
        && patterns.stream()
            .noneMatch(pattern -> pattern.matcher(id).matches() || pattern.matcher(name).matches());
  }

  /// Whether a channel's name can make a difference.
  public boolean isEmpty() {
    return patterns.isEmpty();
  }
}
