package flow.slack.gateway.render;

import flow.slack.gateway.render.BlockKit.Button;
import flow.slack.gateway.send.Body;
import java.util.ArrayList;
import java.util.List;

/// The message in which a person decides whether a tool may run.
final class ApprovalMessage {

  private static final int SECTION = 2_800;
  private static final int MOST_SECTIONS = 4;

  private ApprovalMessage() {}

  static Body of(Turn.Approval approval, Frame frame, boolean over) {
    return approval.outcome() == null && !over ? open(approval, frame) : settled(approval, frame);
  }

  private static Body open(Turn.Approval approval, Frame frame) {
    var asked =
        "%s, Claude asks to use *%s*: %s"
            .formatted(
                Wording.person(frame.starter()),
                Mrkdwn.escape(approval.tool()),
                Wording.line(approval.summary()));
    var blocks = new BlockKit();
    blocks.section(asked);
    detail(approval.detail()).forEach(blocks::section);
    if (approval.sessionScope() != null) {
      blocks.context("For this session would allow: " + Wording.line(approval.sessionScope()));
    }
    blocks.buttons(buttons(approval, frame));
    return new Body(asked, blocks.json());
  }

  private static List<Button> buttons(Turn.Approval approval, Frame frame) {
    var value = frame.turn() + " " + approval.id();
    var buttons = new ArrayList<Button>();
    buttons.add(new Button(Actions.ALLOW_ONCE, "Allow once", value, "primary"));
    if (approval.sessionScope() != null) {
      buttons.add(new Button(Actions.ALLOW_FOR_SESSION, "Allow for this session", value, null));
    }
    buttons.add(new Button(Actions.DENY, "Deny", value, "danger"));
    buttons.add(new Button(Actions.DENY_WITH_REASON, "Deny with a reason…", value, null));
    return buttons;
  }

  /// Exactly what will run, in code blocks that fit; what does not fit is said to be missing.
  private static List<String> detail(String detail) {
    var sections = new ArrayList<String>();
    var at = 0;
    while (at < detail.length() && sections.size() < MOST_SECTIONS) {
      var end = at;
      var length = 0;
      while (end < detail.length() && length < SECTION) {
        var point = detail.codePointAt(end);
        end += Character.charCount(point);
        length += Mrkdwn.escape(Character.toString(point)).length();
      }
      sections.add(MrkdwnBlocks.code(detail.substring(at, end)));
      at = end;
    }
    if (at < detail.length()) {
      sections.add(
          "⚠ %d more characters are not shown here. Deny it unless you know what they are."
              .formatted(detail.length() - at));
    }
    return sections;
  }

  private static Body settled(Turn.Approval approval, Frame frame) {
    var what =
        "*%s* %s".formatted(Mrkdwn.escape(approval.tool()), Wording.line(approval.summary()));
    var by = approval.by() == null ? "" : " by " + Wording.person(approval.by());
    var text =
        switch (approval.outcome()) {
          case ALLOWED_ONCE -> "✅ Allowed once%s: %s".formatted(by, what);
          case ALLOWED_FOR_SESSION -> "✅ Allowed for this session%s: %s".formatted(by, what);
          case DENIED -> "🚫 Denied%s: %s%s".formatted(by, what, reason(approval));
          case LAPSED -> lapsed(what);
          case null -> lapsed(what);
        };
    var blocks = new BlockKit();
    blocks.section(text);
    var lapsed = !text.startsWith("✅") && !text.startsWith("🚫");
    if (lapsed && !frame.followed()) {
      blocks.buttons(
          List.of(new Button(Actions.CONTINUE, "Continue", frame.turn().toString(), "primary")));
    }
    return new Body(text, blocks.json());
  }

  private static String lapsed(String what) {
    return "⌛ Nobody waits for this decision any more, it did not run: " + what;
  }

  private static String reason(Turn.Approval approval) {
    return approval.reason() == null || approval.reason().isBlank()
        ? ""
        : " — " + Wording.line(approval.reason());
  }
}
