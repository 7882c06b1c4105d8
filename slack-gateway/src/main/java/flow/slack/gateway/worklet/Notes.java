package flow.slack.gateway.worklet;

import flow.slack.gateway.render.BlockKit;
import flow.slack.gateway.send.Body;

/// A short message.
final class Notes {

  private Notes() {}

  static Body of(String markup) {
    var blocks = new BlockKit();
    blocks.section(markup);
    return new Body(markup, blocks.json());
  }
}
