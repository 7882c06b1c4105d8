package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.read;

import flow.slack.simulator.api.Method.Token;
import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.workspace.Person;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Who is who: `auth.test`, `users.*`, `bots.info`, `team.info`
final class PeopleMethods {

  private final Workspace workspace;

  PeopleMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  List<Method> all() {
    return List.of(
        new Method("auth.test", Tier.SPECIAL, Token.ANY, true, _ -> identity()),
        read("users.info", Tier.T4, this::user),
        read("users.list", Tier.T2, this::users),
        read("bots.info", Tier.T3, this::bot),
        read("team.info", Tier.T3, _ -> team()));
  }

  private static ObjectNode identity() {
    return Answer.ok()
        .put("url", "https://" + Seed.TEAM_DOMAIN + ".slack.com/")
        .put("team", Seed.TEAM_NAME)
        .put("user", "flow")
        .put("team_id", Seed.TEAM)
        .put("user_id", Seed.BOT_USER)
        .put("bot_id", Seed.BOT)
        .put("app_id", Seed.APP)
        .put("is_enterprise_install", false);
  }

  private ObjectNode user(Arguments arguments) {
    var user = workspace.person(arguments.required("user"));
    var answer = Answer.ok();
    answer.set("user", wire(user.orElseThrow(() -> new Refusal("user_not_found"))));
    return answer;
  }

  private ObjectNode users(Arguments arguments) {
    var page = Page.of(workspace.people(), arguments, arguments.limit(1000, 1000), Person::id);
    var answer = Answer.ok();
    var members = answer.putArray("members");
    page.items().forEach(person -> members.add(wire(person)));
    Answer.cursor(answer, page.nextCursor());
    return answer.put("cache_ts", 1_700_000_000);
  }

  private ObjectNode bot(Arguments arguments) {
    if (!arguments.required("bot").equals(Seed.BOT)) {
      throw new Refusal("bot_not_found");
    }
    var answer = Answer.ok();
    answer
        .putObject("bot")
        .put("id", Seed.BOT)
        .put("deleted", false)
        .put("name", "Flow")
        .put("app_id", Seed.APP)
        .put("user_id", Seed.BOT_USER);
    return answer;
  }

  private static ObjectNode team() {
    var answer = Answer.ok();
    answer
        .putObject("team")
        .put("id", Seed.TEAM)
        .put("name", Seed.TEAM_NAME)
        .put("domain", Seed.TEAM_DOMAIN)
        .put("email_domain", "");
    return answer;
  }

  private static ObjectNode wire(Person person) {
    var node = Json.object().put("id", person.id()).put("team_id", Seed.TEAM);
    node.put("name", person.name()).put("deleted", false).put("real_name", person.realName());
    node.put("tz", "Etc/UTC").put("tz_label", "Coordinated Universal Time").put("tz_offset", 0);
    node.putObject("profile")
        .put("real_name", person.realName())
        .put("real_name_normalized", person.realName())
        .put("display_name", person.bot() ? "" : person.realName())
        .put("display_name_normalized", person.bot() ? "" : person.realName())
        .put("team", Seed.TEAM);
    node.put("is_admin", person.id().equals("U0ADA")).put("is_owner", false);
    return node.put("is_bot", person.bot()).put("is_app_user", false).put("updated", 1_700_000_000);
  }
}
