package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.write;

import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// `reactions.*`
final class ReactionMethods {

  private static final Pattern EMOJI = Pattern.compile("[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?");

  private final Workspace workspace;
  private final Places places;

  ReactionMethods(Workspace workspace) {
    this.workspace = workspace;
    places = new Places(workspace);
  }

  List<Method> all() {
    return List.of(write("reactions.add", Tier.T3, this::add));
  }

  private ObjectNode add(Arguments arguments) {
    var emoji = arguments.required("name");
    if (!arguments.has("channel") && !arguments.has("timestamp")) {
      throw new Refusal("no_item_specified");
    }
    var channel = places.joined(arguments);
    var message = places.message(channel, arguments.required("timestamp"));
    if (!EMOJI.matcher(emoji).matches()) {
      throw new Refusal("invalid_name");
    }
    if (!workspace.react(message, Seed.BOT_USER, emoji)) {
      throw new Refusal("already_reacted");
    }
    return Answer.ok();
  }
}
