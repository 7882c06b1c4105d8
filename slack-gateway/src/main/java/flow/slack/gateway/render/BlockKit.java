package flow.slack.gateway.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes Slack's blocks.
public final class BlockKit {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final ArrayNode blocks = JSON.arrayNode();

  /// A button.
  ///
  /// @param style `primary`, `danger` or nothing
  /// @param url what it opens; absent for one that tells us when it is pressed
  public record Button(
      String action, String label, String value, @Nullable String style, @Nullable String url) {

    public Button(String action, String label, String value, @Nullable String style) {
      this(action, label, value, style, null);
    }

    public static Button link(String action, String label, String url) {
      return new Button(action, label, "open", null, url);
    }
  }

  public int size() {
    return blocks.size();
  }

  /// Text in Slack's markup, at most 3,000 units.
  public void section(String markup) {
    block("section").set("text", text(markup));
  }

  /// A small line in Slack's markup.
  public void context(String markup) {
    block("context").putArray("elements").add(text(markup));
  }

  public void buttons(List<Button> buttons) {
    if (!buttons.isEmpty()) {
      var elements = block("actions").putArray("elements");
      buttons.forEach(button -> elements.add(node(button)));
    }
  }

  public String json() {
    return MAPPER.writeValueAsString(blocks);
  }

  private ObjectNode block(String type) {
    return blocks.addObject().put("type", type);
  }

  private static ObjectNode text(String markup) {
    // verbatim: Slack turns no plain word into a mention or a link of its own accord
    return JSON.objectNode().put("type", "mrkdwn").put("text", markup).put("verbatim", true);
  }

  private static ObjectNode node(Button button) {
    var node =
        JSON.objectNode()
            .put("type", "button")
            .put("action_id", button.action())
            .put("value", button.value());
    node.set("text", JSON.objectNode().put("type", "plain_text").put("text", button.label()));
    if (button.style() != null) {
      node.put("style", button.style());
    }
    if (button.url() != null) {
      node.put("url", button.url());
    }
    return node;
  }
}
