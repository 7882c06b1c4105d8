package flow.slack.gateway.inbound;

import flow.slack.gateway.api.SlackApi.Identity;
import flow.slack.gateway.inbound.Arrival.Clicked;
import flow.slack.gateway.inbound.Arrival.Command;
import flow.slack.gateway.inbound.Arrival.Said;
import flow.slack.gateway.inbound.Meaning.Answer;
import flow.slack.gateway.inbound.Meaning.Dialog;
import flow.slack.gateway.inbound.Meaning.Nothing;
import flow.slack.gateway.inbound.Meaning.Work;
import flow.slack.gateway.render.Actions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads what a delivery means.
@Component
class Deliveries {

  /// Subtypes of messages that people wrote.
  private static final Set<String> WRITTEN =
      Set.of("", "thread_broadcast", "file_share", "me_message");

  private final Allowlist allowlist;

  Deliveries(Allowlist allowlist) {
    this.allowlist = allowlist;
  }

  Meaning read(String kind, JsonNode payload, Identity self) {
    return switch (kind) {
      case "slash_commands" -> command(payload);
      case "events_api" -> event(payload, self);
      case "interactive" -> interaction(payload);
      default -> new Nothing();
    };
  }

  private Meaning command(JsonNode payload) {
    var text = payload.path("text").asString("").strip();
    if (text.isEmpty() || text.equalsIgnoreCase("help")) {
      return new Answer(Usage.TEXT);
    }
    var channel = payload.path("channel_id").asString("");
    var name = payload.path("channel_name").asString("");
    if (allowlist.refuses(channel, name)) {
      return new Answer("Flow is not switched on in this channel. An administrator can allow it.");
    }
    return new Work(
        new Command(
            payload.path("team_id").asString(""),
            channel,
            name,
            payload.path("user_id").asString(""),
            text,
            payload.path("response_url").asString(""),
            payload.path("trigger_id").asString("")));
  }

  private static Meaning event(JsonNode payload, Identity self) {
    var event = payload.path("event");
    var type = event.path("type").asString("");
    if (!type.equals("message") && !type.equals("app_mention")) {
      return new Nothing();
    }
    var said = said(payload.path("team_id").asString(self.team()), event, self);
    return said == null ? new Nothing() : new Work(said);
  }

  /// The message, if a person wrote it and it may be for Flow.
  static @Nullable Said said(String team, JsonNode event, Identity self) {
    var user = event.path("user").asString("");
    var isPersons =
        !user.isEmpty()
            && !user.equals(self.user())
            && event.path("bot_id").isMissingNode()
            && event.path("bot_profile").isMissingNode()
            && !event.path("hidden").asBoolean(false)
            && WRITTEN.contains(event.path("subtype").asString(""));
    var ts = event.path("ts").asString("");
    if (!isPersons || ts.isEmpty()) {
      return null;
    }
    var thread = event.path("thread_ts").asString(ts);
    var text = event.path("text").asString("");
    var channel = event.path("channel").asString("");
    var said =
        new Said(
            team,
            channel,
            user,
            text,
            ts,
            thread.equals(ts) ? null : thread,
            event.path("channel_type").asString("").equals("im") || channel.startsWith("D"),
            mentions(text, self) || event.path("type").asString("").equals("app_mention"),
            event.path("parent_user_id").asString("").equals(self.user()));
    return said.direct() || said.mentions() || said.threadTs() != null ? said : null;
  }

  private static boolean mentions(String text, Identity self) {
    return text.contains("<@" + self.user() + ">") || text.contains("<@" + self.user() + "|");
  }

  private Meaning interaction(JsonNode payload) {
    return switch (payload.path("type").asString("")) {
      case "block_actions" -> clicked(payload);
      case "view_submission" -> submitted(payload);
      default -> new Nothing();
    };
  }

  private Meaning clicked(JsonNode payload) {
    var action = payload.path("actions").path(0);
    var id = action.path("action_id").asString("");
    if (id.isEmpty() || !action.path("url").isMissingNode()) {
      return new Nothing(); // a link opens itself
    }
    var channel = payload.path("channel");
    if (allowlist.refuses(channel.path("id").asString(""), channel.path("name").asString(""))) {
      return new Nothing();
    }
    var container = payload.path("container");
    var clicked =
        new Clicked(
            payload.path("team").path("id").asString(""),
            channel.path("id").asString(""),
            payload.path("user").path("id").asString(""),
            id,
            action.path("value").asString(""),
            threadOf(container),
            action.path("action_ts").asString("0"),
            payload.path("trigger_id").asString(""),
            null);
    return id.equals(Actions.DENY_WITH_REASON)
        ? new Dialog(clicked.trigger(), ReasonDialog.view(clicked))
        : new Work(clicked);
  }

  private static @Nullable String threadOf(JsonNode container) {
    var thread = container.path("thread_ts").asString("");
    return thread.isEmpty() ? null : thread;
  }

  private static Meaning submitted(JsonNode payload) {
    var clicked = ReasonDialog.submitted(payload.path("view"));
    return clicked == null ? new Nothing() : new Work(clicked);
  }
}
