package flow.slack.gateway.render;

import flow.slack.gateway.render.BlockKit.Button;
import flow.slack.gateway.send.Body;
import java.util.List;

/// The end of a turn's last message: to-do list, status and what can be done now.
final class LastMessage {

  private LastMessage() {}

  static Body of(BlockKit blocks, String text, Turn turn, Frame frame) {
    if (!turn.todos().isEmpty()) {
      blocks.context(Wording.todos(turn.todos()));
    }
    var status = Wording.status(turn, frame.stopping(), frame.now());
    blocks.context(status);
    blocks.buttons(buttons(turn, frame));
    return new Body(text.isBlank() ? status : text, blocks.json());
  }

  private static List<Button> buttons(Turn turn, Frame frame) {
    var value = frame.turn().toString();
    return switch (turn.standing().phase()) {
      case SENT, QUEUED, WAITING, RUNNING ->
          frame.stopping() ? List.of() : List.of(new Button(Actions.STOP, "Stop", value, "danger"));
      case FAILED, CRASHED ->
          frame.followed() || !frame.repeatable()
              ? List.of()
              : List.of(new Button(Actions.RETRY, "Retry", value, "primary"));
      case COMPLETED, CANCELLED, WITHDRAWN -> List.of();
    };
  }
}
