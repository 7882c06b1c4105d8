package flow.slack.gateway.render;

import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.TextAbandoned;
import flow.events.SessionEvent.TextAppended;
import flow.slack.gateway.render.TextChange.Clear;
import flow.slack.gateway.render.TextChange.Put;
import flow.slack.gateway.render.Turn.Abandoned;
import flow.slack.gateway.render.Turn.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The part of the fold that is about text.
final class TextFold {

  private TextFold() {}

  static Fold of(Turn turn, TextAppended event) {
    var stamp = Stamp.of(event);
    if (isAbandoned(turn, event.block(), stamp)) {
      return unchanged(turn);
    }
    var put = new Put(event.block(), event.offset(), event.text());
    var text = turn.blocks().get(event.block());
    if (text == null) {
      return changed(turn, event.block(), new Text(stamp, stamp, false), List.of(put));
    }
    if (event.offset() == 0 && stamp.isAfter(text.last())) {
      // told from its beginning once more: the answer was begun anew
      var anew = List.of(new Clear(event.block()), put);
      return changed(turn, event.block(), new Text(stamp, stamp, false), anew);
    }
    if (text.whole()) {
      return unchanged(turn);
    }
    var last = Stamp.latest(stamp, text.last());
    return changed(turn, event.block(), new Text(text.since(), last, false), List.of(put));
  }

  static Fold of(Turn turn, BlockCompleted event) {
    var stamp = Stamp.of(event);
    var text = turn.blocks().get(event.block());
    var isOld =
        text != null
            && ((text.whole() && !stamp.isAfter(text.last())) || text.since().isAfter(stamp));
    if (isOld || isAbandoned(turn, event.block(), stamp)) {
      return unchanged(turn);
    }
    var since = text == null ? stamp : text.since();
    return changed(
        turn,
        event.block(),
        new Text(since, stamp, true),
        List.of(new Clear(event.block()), new Put(event.block(), 0, event.text())));
  }

  static Fold of(Turn turn, TextAbandoned event) {
    var stamp = Stamp.of(event);
    if (!stamp.isAfter(turn.abandoned().at())) {
      return unchanged(turn);
    }
    var kept = new TreeMap<Integer, Text>();
    var changes = new ArrayList<TextChange>();
    turn.blocks()
        .forEach((block, text) -> {
          if (block >= event.fromBlock() && stamp.isAfter(text.since())) {
            changes.add(new Clear(block));
          } else {
            kept.put(block, text);
          }
        });
    var tools =
        turn.tools().stream()
            .filter(tool -> tool.block() < event.fromBlock() || tool.at().isAfter(stamp))
            .toList();
    return new Fold(
        turn.withBlocks(kept)
            .withTools(tools)
            .withAbandoned(new Abandoned(event.fromBlock(), stamp)),
        changes);
  }

  private static boolean isAbandoned(Turn turn, int block, Stamp stamp) {
    return block >= turn.abandoned().from() && turn.abandoned().at().isAfter(stamp);
  }

  private static Fold changed(Turn turn, int block, Text text, List<? extends TextChange> changes) {
    var blocks = new TreeMap<>(turn.blocks());
    blocks.put(block, text);
    return new Fold(turn.withBlocks(blocks), List.copyOf(changes));
  }

  private static Fold unchanged(Turn turn) {
    return new Fold(turn, List.of());
  }
}
