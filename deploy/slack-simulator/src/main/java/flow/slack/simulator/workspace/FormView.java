package flow.slack.simulator.workspace;

import flow.slack.simulator.blocks.BlockIds;
import flow.slack.simulator.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A form the way Slack completes what the app sent.
public final class FormView {

  private FormView() {}

  public static ObjectNode of(JsonNode wanted) {
    var view = Json.object();
    view.put("id", Ids.capitals("V0", 9)).put("team_id", Seed.TEAM).put("app_id", Seed.APP);
    view.put("bot_id", Seed.BOT).put("hash", Ids.letters(10)).put("external_id", "");
    view.put("callback_id", "").put("private_metadata", "");
    view.put("clear_on_close", false).put("notify_on_close", false);
    if (wanted instanceof ObjectNode object) {
      view.setAll(object);
    }
    view.set("blocks", BlockIds.complete(wanted.path("blocks")));
    view.putObject("state").putObject("values");
    return view;
  }
}
