package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.write;

import flow.slack.simulator.blocks.ViewCheck;
import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Change.Viewed;
import flow.slack.simulator.workspace.FormView;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `views.*`
final class ViewMethods {

  private final Workspace workspace;
  private final Forms forms;

  ViewMethods(Workspace workspace, Forms forms) {
    this.workspace = workspace;
    this.forms = forms;
  }

  List<Method> all() {
    return List.of(
        write("views.open", Tier.T4, this::open),
        write("views.push", Tier.T4, this::push),
        write("views.update", Tier.T4, this::update));
  }

  private ObjectNode open(Arguments arguments) {
    var wanted = wanted(arguments);
    var user = redeem(arguments);
    forms.clear(user);
    return show(user, forms.push(user, FormView.of(wanted)));
  }

  private ObjectNode push(Arguments arguments) {
    var wanted = wanted(arguments);
    var user = redeem(arguments);
    if (!forms.hasRoom(user)) {
      throw new Refusal("push_limit_reached");
    }
    return show(user, forms.push(user, FormView.of(wanted)));
  }

  private ObjectNode update(Arguments arguments) {
    var wanted = wanted(arguments);
    var id =
        arguments
            .optional("view_id")
            .or(() -> arguments.optional("external_id"))
            .orElseThrow(() -> new Refusal("invalid_arguments"));
    var old = forms.find(id).orElseThrow(() -> new Refusal("not_found"));
    var hash = arguments.optional("hash");
    if (hash.isPresent() && !hash.get().equals(Json.text(old, "hash"))) {
      throw new Refusal("hash_conflict");
    }
    var user = forms.viewer(old).orElseThrow(() -> new Refusal("not_found"));
    var view = FormView.of(wanted).put("id", Json.text(old, "id"));
    forms.replace(old, view);
    return show(user, view);
  }

  private String redeem(Arguments arguments) {
    var id = arguments.required("trigger_id");
    var trigger = forms.use(id);
    if (trigger == null) {
      throw new Refusal("invalid_trigger_id");
    }
    if (trigger.used()) {
      throw new Refusal("exchanged_trigger_id");
    }
    if (trigger.isExpired()) {
      throw new Refusal("expired_trigger_id");
    }
    return trigger.user();
  }

  private static JsonNode wanted(Arguments arguments) {
    var view = arguments.json("view", "invalid_arguments");
    if (view == null) {
      throw new Refusal("invalid_arguments", List.of("[ERROR] missing required field: view"));
    }
    var problems = ViewCheck.problems(view);
    if (!problems.isEmpty()) {
      throw new Refusal("invalid_arguments", problems);
    }
    return view;
  }

  private ObjectNode show(String user, ObjectNode view) {
    workspace.tell(new Viewed(user, view));
    var answer = Answer.ok();
    answer.set("view", view);
    return answer;
  }
}
