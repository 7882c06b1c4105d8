package flow.slack.simulator.people;

import flow.slack.simulator.blocks.ViewCheck;
import flow.slack.simulator.delivery.Deliveries;
import flow.slack.simulator.delivery.Kind;
import flow.slack.simulator.delivery.Receipt;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Change.Viewed;
import flow.slack.simulator.workspace.FormView;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People fill in the forms the app opened for them.
public final class FormFilling {

  private final Workspace workspace;
  private final Deliveries deliveries;
  private final Forms forms;
  private final Places places;

  public FormFilling(Workspace workspace, Deliveries deliveries, Forms forms) {
    this.workspace = workspace;
    this.deliveries = deliveries;
    this.forms = forms;
    places = new Places(workspace);
  }

  /// Sends the form.
  ///
  /// @param inputs what stands in the fields, by action id
  public CompletableFuture<Receipt> submit(String user, Map<String, String> inputs) {
    var view = top(user);
    var filled = view.deepCopy();
    filled.set("state", Values.state(view.get("blocks"), inputs));
    return deliveries
        .send(Kind.INTERACTION, payload("view_submission", user, filled))
        .whenComplete((receipt, _) -> submitted(user, view, receipt));
  }

  /// Closes the form without sending it.
  public void dismiss(String user) {
    var view = top(user);
    forms.pop(user);
    tell(user);
    if (view.path("notify_on_close").asBoolean(false)) {
      var payload = payload("view_closed", user, view).put("is_cleared", false);
      deliveries.tell(Kind.INTERACTION, payload);
    }
  }

  private void submitted(String user, ObjectNode view, Receipt receipt) {
    var response = receipt.response();
    if (!receipt.acknowledged()) {
      tell(user, view.deepCopy().put("trouble", "We had some trouble connecting. Try again?"));
      return;
    }
    switch (Json.text(response, "response_action")) {
      case "errors" -> {
        var shown = view.deepCopy();
        shown.set("errors", response == null ? null : response.get("errors"));
        tell(user, shown);
      }
      case "clear" -> {
        forms.clear(user);
        tell(user);
      }
      case "update" -> {
        forms.pop(user);
        show(user, response);
      }
      case "push" -> show(user, response);
      default -> {
        forms.pop(user);
        tell(user);
      }
    }
  }

  private void show(String user, @Nullable JsonNode response) {
    var next = Json.find(response, "view");
    if (next != null && ViewCheck.problems(next).isEmpty()) {
      forms.push(user, FormView.of(next));
    }
    tell(user);
  }

  private void tell(String user) {
    tell(user, forms.top(user).orElse(null));
  }

  private void tell(String user, @Nullable JsonNode view) {
    workspace.tell(new Viewed(user, view));
  }

  private ObjectNode top(String user) {
    return forms.top(user).orElseThrow(() -> new ActRefused("no form is open for " + user));
  }

  private ObjectNode payload(String type, String user, JsonNode view) {
    var payload = Json.object().put("type", type);
    payload.set("team", Places.team());
    payload.set("user", places.user(user));
    payload.put("api_app_id", Seed.APP).put("token", "simulator");
    payload.put("trigger_id", forms.issueTrigger(user)).set("view", view);
    payload.putArray("response_urls");
    return payload.put("is_enterprise_install", false);
  }
}
