package flow.slack.gateway.worklet;

import flow.events.WorkletId;
import flow.slack.gateway.render.BlockKit;
import flow.slack.gateway.render.BlockKit.Button;
import flow.slack.gateway.render.Mrkdwn;
import flow.slack.gateway.render.Wording;
import flow.slack.gateway.send.Body;
import flow.slack.gateway.worklet.Status.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The message in a worklet's thread that always shows how it is.
final class Card {

  private Card() {}

  static Body of(WorkletId worklet, Status status) {
    var blocks = new BlockKit();
    var headline = headline(status);
    blocks.section(headline);
    var details = details(status);
    if (!details.isEmpty()) {
      blocks.context(String.join("\n", details));
    }
    blocks.buttons(buttons(worklet, status));
    return new Body(headline, blocks.json());
  }

  static String headline(Status status) {
    return "*%s* · %s".formatted(Wording.line(status.about().name()), state(status));
  }

  private static String state(Status status) {
    var url = status.about().url();
    return switch (status.state()) {
      case REQUESTED, CREATED -> "⏳ being made";
      case QUEUED -> "🕓 waiting to be built, %d before it".formatted(status.ahead());
      case BUILDING -> "🔨 building";
      case STARTING -> "🚀 starting";
      case LIVE -> "🟢 live, version %d · %s".formatted(status.version(), link(url));
      case FAILED -> failed(status);
      case PAUSED -> "😴 asleep, a visit wakes it · " + link(url);
      case STOPPED -> "⏹ stopped";
      case DELETED -> "🗑 deleted";
    };
  }

  private static String failed(Status status) {
    var trouble = status.trouble();
    if (trouble == null) {
      return "❌ failed";
    }
    var remedy = trouble.remedy() == null ? "" : " " + trouble.remedy();
    var serving = trouble.serving() ? "\nThe earlier version still answers." : "";
    return "❌ " + Wording.fitting(trouble.cause() + remedy, 1_500) + serving;
  }

  private static String link(@Nullable String url) {
    return url == null ? "" : "<" + Mrkdwn.escape(url) + ">";
  }

  private static List<String> details(Status status) {
    var details = new ArrayList<String>();
    var branch = status.about().branch() == null ? "" : ", branch " + status.about().branch();
    details.add(Wording.line(status.about().repository() + branch));
    var build = status.build();
    if (build != null) {
      var commit = build.commit() == null ? "" : " · commit " + shortHash(build.commit());
      details.add("Built as " + Wording.line(build.stack() + commit));
    }
    if (status.pullRequest() != null) {
      details.add("Pull request: " + link(status.pullRequest()));
    }
    var expiry = status.expiry();
    if (expiry != null) {
      var at =
          "<!date^%d^{date_short_pretty} {time}|%s>"
              .formatted(expiry.at().getEpochSecond(), expiry.at());
      details.add(
          expiry.soon()
              ? "⚠ It will be deleted " + at + " unless you extend it"
              : "Kept until " + at);
    }
    return details;
  }

  private static String shortHash(String commit) {
    return commit.substring(0, Math.min(8, commit.length()));
  }

  private static List<Button> buttons(WorkletId worklet, Status status) {
    if (status.state() == State.DELETED || status.state() == State.REQUESTED) {
      return List.of();
    }
    var id = worklet.toString();
    var buttons = new ArrayList<Button>();
    if (status.about().url() != null && status.version() > 0) {
      buttons.add(Button.link(WorkletActions.OPEN, "Open", status.about().url()));
    }
    buttons.add(new Button(WorkletActions.LOGS, "Logs", id, null));
    buttons.add(new Button(WorkletActions.REBUILD, "Rebuild", id, null));
    if (status.version() > 1) {
      buttons.add(new Button(WorkletActions.ROLL_BACK, "Roll back", id, null));
    }
    buttons.add(
        status.state() == State.STOPPED
            ? new Button(WorkletActions.START, "Start", id, "primary")
            : new Button(WorkletActions.STOP, "Stop", id, null));
    buttons.add(new Button(WorkletActions.EXTEND, "Extend", id, null));
    buttons.add(new Button(WorkletActions.PULL_REQUEST, "Pull request", id, null));
    return buttons;
  }
}
