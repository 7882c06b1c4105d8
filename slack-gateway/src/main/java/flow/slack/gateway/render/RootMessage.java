package flow.slack.gateway.render;

import flow.slack.gateway.send.Body;

/// The message that opens the thread of a slash command: who asked, and what.
public final class RootMessage {

  private static final int LONGEST = 2_400;

  private RootMessage() {}

  public static Body of(String user, String prompt) {
    var quoted = Wording.fitting(prompt, LONGEST).replace("\n", "\n> ");
    var text = "%s asks Claude:\n> %s".formatted(Wording.person(user), quoted);
    var blocks = new BlockKit();
    blocks.section(text);
    return new Body(text, blocks.json());
  }
}
