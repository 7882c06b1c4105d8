package flow.session.api;

import flow.events.SessionEvent.ToolFinished;
import flow.events.TurnId;
import flow.events.Usage;
import flow.session.conversation.Block;
import flow.session.conversation.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A turn as callers see it: what was asked, and what Claude said and did.
record TurnView(
    TurnId turn,
    Turn.State state,
    String prompt,
    List<BlockView> answer,
    @Nullable Usage usage,
    @Nullable String cause,
    @Nullable String remedy,
    @Nullable String endedBy,
    Instant askedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /// A block: a text, a thought or the call of a tool.
  record BlockView(
      int block,
      Block.Kind kind,
      @Nullable String text,
      @Nullable String tool,
      @Nullable JsonNode input,
      ToolFinished.@Nullable Outcome outcome,
      @Nullable String result,
      Instant at) {

    static BlockView of(Block block) {
      var tool = block.tool();
      return new BlockView(
          block.number(),
          block.kind(),
          tool == null ? block.text() : null,
          tool == null ? null : tool.name(),
          tool == null ? null : tool.input(),
          tool == null ? null : tool.outcome(),
          tool == null ? null : tool.result(),
          block.at());
    }
  }

  static TurnView of(Turn turn, List<Block> blocks) {
    return new TurnView(
        turn.id(),
        turn.state(),
        turn.prompt(),
        blocks.stream().map(BlockView::of).toList(),
        turn.usage(),
        turn.cause(),
        turn.remedy(),
        turn.endedBy(),
        turn.askedAt(),
        turn.startedAt(),
        turn.finishedAt());
  }
}
