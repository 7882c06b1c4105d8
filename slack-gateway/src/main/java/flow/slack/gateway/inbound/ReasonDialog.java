package flow.slack.gateway.inbound;

import flow.slack.gateway.inbound.Arrival.Clicked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The dialog that asks why something is denied. The click that opened it travels inside it.
final class ReasonDialog {

  private static final String NAME = "approval.reason";
  private static final int LONGEST = 1_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private ReasonDialog() {}

  static String view(Clicked clicked) {
    var view = node().put("type", "modal").put("callback_id", NAME);
    view.put("private_metadata", JSON.writerFor(Arrival.class).writeValueAsString(clicked));
    view.set("title", plain("Deny"));
    view.set("submit", plain("Deny"));
    view.set("close", plain("Cancel"));
    var input = view.putArray("blocks").addObject().put("type", "input").put("block_id", NAME);
    input.put("optional", true).set("label", plain("What should Claude know?"));
    input
        .putObject("element")
        .put("type", "plain_text_input")
        .put("action_id", NAME)
        .put("multiline", true)
        .put("max_length", LONGEST);
    return view.toString();
  }

  /// The click that opened the dialog, with the reason; nothing when it is another dialog.
  static @Nullable Clicked submitted(JsonNode view) {
    if (!view.path("callback_id").asString("").equals(NAME)) {
      return null;
    }
    var reason = view.path("state").path("values").path(NAME).path(NAME).path("value").asString("");
    return withReason(view.path("private_metadata").asString(""), reason.strip());
  }

  private static @Nullable Clicked withReason(String metadata, String reason) {
    try {
      return JSON.readValue(metadata, Arrival.class) instanceof Clicked opened
          ? new Clicked(
              opened.team(),
              opened.channel(),
              opened.user(),
              opened.action(),
              opened.value(),
              opened.threadTs(),
              opened.clickedTs(),
              opened.trigger(),
              reason)
          : null;
    } catch (JacksonException e) {
      return null; // not ours
    }
  }

  private static ObjectNode plain(String text) {
    return node().put("type", "plain_text").put("text", text);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
