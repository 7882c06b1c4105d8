package flow.slack.gateway.inbound;

import flow.slack.gateway.api.SlackSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether people can reach Flow: by the sockets themselves, not by what was once known.
@Component
class SlackHealthIndicator implements HealthIndicator {

  private final SlackSettings settings;
  private final Sockets sockets;

  SlackHealthIndicator(SlackSettings settings, Sockets sockets) {
    this.settings = settings;
    this.sockets = sockets;
  }

  @Override
  public Health health() {
    if (!settings.isOn()) {
      return Health.up().withDetail("slack", "switched off").build();
    }
    var connected = sockets.connected();
    var health = connected > 0 ? Health.up() : Health.down();
    return health.withDetail("connections", connected).build();
  }
}
