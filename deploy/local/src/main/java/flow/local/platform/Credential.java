package flow.local.platform;

import java.util.Arrays;
import java.util.List;

/// The secrets of the operator, by what they open. A process is given only those it needs.
enum Credential {
  SLACK("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
  MODEL("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"),
  FORGE("GITHUB_TOKEN", "GITHUB_WEBHOOK_SECRET"),
  PLATFORM("DSN", "FLOW_API_TOKEN");

  private final String names;

  Credential(String... names) {
    this.names = String.join(" ", names);
  }

  List<String> names() {
    return List.of(names.split(" "));
  }

  static List<String> all() {
    return Arrays.stream(values()).flatMap(kind -> kind.names().stream()).toList();
  }
}
