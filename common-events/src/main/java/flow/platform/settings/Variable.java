package flow.platform.settings;

import static flow.platform.settings.Check.anything;
import static flow.platform.settings.Check.duration;
import static flow.platform.settings.Check.number;
import static flow.platform.settings.Check.oneOf;
import static flow.platform.settings.Check.prefixed;
import static flow.platform.settings.Check.url;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One variable of the outside contract.
///
/// @param name the environment variable
/// @param key the key in `config.json`; absent for what is set by the environment alone
/// @param property the Spring property it becomes
/// @param list whether the value is a list, separated by commas outside brackets
/// @param check what is accepted
record Variable(String name, @Nullable String key, String property, boolean list, Check check) {

  static final List<Variable> ALL =
      List.of(
          one(
              "SLACK_BOT_ENABLED",
              "slack_bot_enabled",
              "flow.slack.enabled",
              oneOf("true", "false")),
          one("SLACK_APP_TOKEN", "slack_app_token", "flow.slack.app-token", prefixed("xapp-")),
          one("SLACK_BOT_TOKEN", "slack_bot_token", "flow.slack.bot-token", prefixed("xoxb-")),
          one(
              "SLACK_SIGNING_SECRET",
              "slack_signing_secret",
              "flow.slack.signing-secret",
              anything()),
          one("SLACK_BOT_DEBUG", "slack_bot_debug", "flow.slack.debug", oneOf("true", "false")),
          one("SLACK_API_URL", "slack_api_url", "flow.slack.api-url", url()),
          many("FLOW_CHANNEL_ALLOWLIST", "channel_whitelist", "flow.slack.channel-allowlist"),
          one("SESSION_TIMEOUT", "session_timeout", "flow.session.idle-timeout", duration()),
          one("MAX_SESSIONS", "max_sessions", "flow.session.max-processes", number(1, 1000)),
          one("FLOW_CLAUDE_COMMAND", "claude_command", "flow.claude.command", anything()),
          one("FLOW_CLAUDE_MODEL", "claude_model", "flow.claude.model", anything()),
          one(
              "FLOW_CLAUDE_PERMISSION_MODE",
              "claude_permission_mode",
              "flow.claude.permission-mode",
              oneOf("default", "acceptEdits", "plan", "dontAsk", "bypassPermissions")),
          one(
              "FLOW_CLAUDE_ALLOWED_TOOLS",
              "claude_allowed_tools",
              "flow.claude.allowed-tools",
              anything()),
          one("ANTHROPIC_API_KEY", null, "flow.claude.api-key", anything()),
          one("ANTHROPIC_AUTH_TOKEN", null, "flow.claude.auth-token", anything()),
          one("CLAUDE_CODE_OAUTH_TOKEN", null, "flow.claude.oauth-token", anything()),
          one("ANTHROPIC_BASE_URL", null, "flow.claude.base-url", url()),
          one("GITHUB_TOKEN", "github_token", "flow.github.token", anything()),
          one("GITHUB_API_URL", "github_api_url", "flow.github.api-url", url()),
          one(
              "GITHUB_WEBHOOK_SECRET",
              "github_webhook_secret",
              "flow.github.webhook-secret",
              anything()),
          one("DOCKER_HOST", null, "flow.engine.docker-host", anything()),
          // Swarm and Kubernetes are refused until there is an engine for them.
          one("FLOW_ENGINE_KIND", "engine_kind", "flow.engine.kind", oneOf("docker")),
          one("FLOW_DATA_DIR", "share_dir", "flow.data-dir", anything()),
          one(
              "KAFKA_BOOTSTRAP_SERVERS",
              "kafka_bootstrap_servers",
              "flow.kafka.brokers",
              anything()),
          one("FLOW_INSTANCE", "instance", "flow.instance", anything()),
          one("FLOW_PUBLIC_URL", "public_url", "flow.public-url", url()),
          one("FLOW_PREVIEW_DOMAIN", "preview_domain", "flow.preview.domain", anything()),
          one("FLOW_KV_PUBLIC_URL", "kv_public_url", "flow.kv.public-url", url()),
          one("FLOW_API_TOKEN", "api_token", "flow.api-token", anything()));

  static Optional<Variable> ofKey(String key) {
    return ALL.stream().filter(variable -> key.equals(variable.key())).findFirst();
  }

  private static Variable one(String name, @Nullable String key, String property, Check check) {
    return new Variable(name, key, property, false, check);
  }

  private static Variable many(String name, @Nullable String key, String property) {
    return new Variable(name, key, property, true, anything());
  }
}
