package flow.model.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the API insists on.
final class RequestRules {

  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private RequestRules() {}

  static Optional<Refusal> credentials(Map<String, String> headers, @Nullable String expected) {
    var key = headers.getOrDefault("x-api-key", "");
    var bearer = headers.getOrDefault("authorization", "").replaceFirst("^[Bb]earer ", "");
    if (key.isEmpty() && bearer.isEmpty()) {
      return Optional.of(Refusal.unauthorized("x-api-key header is required"));
    }
    if (expected != null && !expected.equals(key.isEmpty() ? bearer : key)) {
      return Optional.of(
          Refusal.unauthorized(key.isEmpty() ? "Invalid bearer token" : "invalid x-api-key"));
    }
    return headers.containsKey("anthropic-version")
        ? Optional.empty()
        : Optional.of(Refusal.invalid("anthropic-version: header is required"));
  }

  static Optional<Refusal> body(JsonNode body, boolean counting) {
    if (!body.path("model").isString()) {
      return Optional.of(Refusal.invalid("model: Field required"));
    }
    if (!body.path("model").asString().startsWith("claude-")) {
      return Optional.of(
          new Refusal(404, "not_found_error", "model: " + body.path("model").asString(), 0));
    }
    if (!counting && body.path("max_tokens").asInt(0) < 1) {
      return Optional.of(Refusal.invalid("max_tokens: Field required"));
    }
    if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
      return Optional.of(Refusal.invalid("messages: at least one message is required"));
    }
    return messages(body.path("messages").valueStream().toList());
  }

  private static Optional<Refusal> messages(List<JsonNode> messages) {
    var open = new HashSet<String>();
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      var role = message.path("role").asString("");
      if (!ROLES.contains(role)) {
        return Optional.of(Refusal.invalid("messages.%d.role: unexpected role".formatted(i)));
      }
      if (message.path("content").isEmpty() && message.path("content").asString("").isEmpty()) {
        return Optional.of(
            Refusal.invalid("messages.%d: all messages must have non-empty content".formatted(i)));
      }
      var refusal = role.equals("system") ? Optional.<Refusal>empty() : blocks(i, message, open);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> blocks(int at, JsonNode message, Set<String> open) {
    var user = message.path("role").asString("").equals("user");
    for (var block : message.path("content")) {
      var type = block.path("type").asString("");
      if (type.equals("text") && block.path("text").asString("").isBlank()) {
        return Optional.of(
            Refusal.invalid("messages.%d: text content blocks must be non-empty".formatted(at)));
      }
      if (user
          && type.equals("tool_result")
          && !open.remove(block.path("tool_use_id").asString(""))) {
        return Optional.of(
            Refusal.invalid(
                "messages.%d: unexpected `tool_use_id` in `tool_result`".formatted(at)));
      }
    }
    if (!open.isEmpty()) {
      return Optional.of(
          Refusal.invalid(
              "messages.%d: `tool_use` ids were found without `tool_result` blocks".formatted(at)));
    }
    if (!user) {
      message
          .path("content")
          .valueStream()
          .filter(block -> block.path("type").asString("").equals("tool_use"))
          .forEach(block -> open.add(block.path("id").asString("")));
    }
    return Optional.empty();
  }
}
