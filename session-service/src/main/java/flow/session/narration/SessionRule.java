package flow.session.narration;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What "Allow for this session" allows. The CLI offers it; it never writes it to disk.
///
/// @param update as the CLI wants it back
public record SessionRule(JsonNode update) {

  /// Picks the one to offer: a rule for the tool, or else the mode that accepts edits.
  static Optional<SessionRule> among(List<JsonNode> suggestions) {
    return suggestions.stream()
        .filter(SessionRule::isToolRule)
        .findFirst()
        .or(() -> suggestions.stream().filter(SessionRule::acceptsEdits).findFirst())
        .map(suggestion -> ((ObjectNode) suggestion.deepCopy()).put("destination", "session"))
        .map(SessionRule::new);
  }

  /// In words for the person who decides.
  public String words() {
    if (allowsEdits()) {
      return "every edit of files in the workspace, and commands such as mkdir, mv and cp there";
    }
    return String.join(
        ", and ", update.path("rules").valueStream().map(SessionRule::words).toList());
  }

  /// As the CLI's flag `--allowedTools` takes them; empty for the mode.
  public List<String> flags() {
    return update
        .path("rules")
        .valueStream()
        .map(rule ->
            rule.path("ruleContent").isString()
                ? tool(rule) + "(" + rule.path("ruleContent").asString() + ")"
                : tool(rule))
        .toList();
  }

  /// Whether it is the mode that accepts edits.
  public boolean allowsEdits() {
    return acceptsEdits(update);
  }

  private static String words(JsonNode rule) {
    var content = rule.path("ruleContent").asString("");
    if (content.isEmpty()) {
      return "every use of " + tool(rule);
    }
    return content.endsWith("*")
        ? "every %s command of the form `%s …`"
            .formatted(tool(rule), content.replaceFirst("[ :]*\\*$", ""))
        : "%s with `%s`".formatted(tool(rule), content);
  }

  private static String tool(JsonNode rule) {
    return rule.path("toolName").asString("");
  }

  private static boolean isToolRule(JsonNode suggestion) {
    return suggestion.path("type").asString("").equals("addRules")
        && suggestion.path("behavior").asString("").equals("allow")
        && !suggestion.path("rules").isEmpty();
  }

  private static boolean acceptsEdits(JsonNode suggestion) {
    return suggestion.path("type").asString("").equals("setMode")
        && suggestion.path("mode").asString("").equals("acceptEdits");
  }
}
