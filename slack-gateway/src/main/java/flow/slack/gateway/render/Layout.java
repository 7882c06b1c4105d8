package flow.slack.gateway.render;

import flow.slack.gateway.render.Turn.Approval;
import flow.slack.gateway.render.Turn.Tool;
import flow.slack.gateway.send.Body;
import flow.slack.gateway.send.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A turn as messages.
///
/// @param drafts the messages; slot 0 is the note about the queue, the answer begins at slot 1
/// @param breaks where full messages ended
record Layout(List<Draft> drafts, List<Break> breaks) {

  /// How many units of markup go into one message: Slack takes 3,000 in a section and about 4,000
  /// in a message that is edited.
  static final int FULL = 2_800;

  private static final int MOST_BLOCKS = 40;

  static Layout of(Turn turn, Map<Integer, String> texts, List<Break> breaks, Frame frame) {
    return new Composer(turn, breaks, frame).compose(texts);
  }

  private static final class Composer {

    private final Turn turn;
    private final Frame frame;
    private final List<Break> known;
    private final List<Break> breaks = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private Page page = new Page();

    Composer(Turn turn, List<Break> known, Frame frame) {
      this.turn = turn;
      this.known = new ArrayList<>(known);
      this.frame = frame;
    }

    Layout compose(Map<Integer, String> texts) {
      var tools = new TreeMap<Integer, List<Tool>>();
      turn.tools()
          .forEach(tool -> tools.computeIfAbsent(tool.block(), _ -> new ArrayList<>()).add(tool));
      var asked = new ArrayList<>(turn.approvals());
      asked.sort(Comparator.comparingInt(Approval::afterBlock));
      approvals(asked, -1);
      for (var block = 0; block <= turn.lastBlock(); block++) {
        text(block, texts.getOrDefault(block, ""));
        tools.getOrDefault(block, List.of()).forEach(this::tool);
        approvals(asked, block);
      }
      pages.add(page);
      return new Layout(drafts(), List.copyOf(breaks));
    }

    private void approvals(List<Approval> asked, int upTo) {
      while (!asked.isEmpty() && asked.getFirst().afterBlock() <= upTo) {
        turnPage();
        page.approval = ApprovalMessage.of(asked.removeFirst(), frame, turn.isOver());
        turnPage();
      }
    }

    private void text(int block, String text) {
      if (text.isBlank()) {
        return;
      }
      var from = Resume.START;
      while (true) {
        var next = nextBreak(block, from, text);
        if (next == null) {
          page.text(Mrkdwn.of(Excerpt.of(text, from, text.length()).text()));
          return;
        }
        breaks.add(new Break(block, next));
        if (next.offset() > 0) {
          page.text(Mrkdwn.of(Excerpt.of(text, from, next.offset()).text()));
        }
        turnPage();
        from = next;
      }
    }

    /// Where this message ends within the text: where it ended before if it did, else where it is
    /// full.
    private @Nullable Resume nextBreak(int block, Resume from, String text) {
      var old = knownBreak(block, from, text);
      if (old != null) {
        return old;
      }
      var cut = Splitter.cut(text, from, FULL - page.size);
      if (cut == null) {
        return null;
      }
      known.clear(); // what followed was made for another text
      if (page.size > FULL / 2 && from.offset() == 0) {
        return Resume.START;
      }
      return cut;
    }

    private @Nullable Resume knownBreak(int block, Resume from, String text) {
      while (!known.isEmpty() && known.getFirst().block() < block) {
        known.removeFirst();
      }
      if (known.isEmpty() || known.getFirst().block() > block) {
        return null;
      }
      var resume = known.getFirst().resume();
      var isBefore = resume.offset() == 0 && from.offset() == 0 && page.size > 0;
      var isInside = resume.offset() > from.offset() && resume.offset() < text.length();
      if (isInside) {
        var markup = Mrkdwn.of(Excerpt.of(text, from, resume.offset()).text());
        isInside = page.size + markup.length() <= FULL;
      }
      if (isBefore || isInside) {
        known.removeFirst();
        return resume;
      }
      known.clear();
      return null;
    }

    private void tool(Tool tool) {
      var line = Wording.tool(tool, turn.isOver());
      var isKnown =
          !known.isEmpty()
              && known.getFirst().block() == tool.block()
              && known.getFirst().resume().offset() == 0;
      var isFull = known.isEmpty() && !page.hasRoomFor(line);
      if (page.size > 0 && (isKnown || isFull)) {
        if (isKnown) {
          known.removeFirst();
        }
        breaks.add(new Break(tool.block(), Resume.START));
        turnPage();
      }
      page.tool(line);
    }

    private void turnPage() {
      if (page.size > 0 || page.approval != null) {
        pages.add(page);
        page = new Page();
      }
    }

    private List<Draft> drafts() {
      var drafts = new ArrayList<Draft>();
      var waits = turn.standing().phase() == Turn.Phase.QUEUED;
      var neverRan = turn.isOver() && !turn.hasBegun() && turn.lastBlock() < 0;
      var dropped =
          neverRan
              && (turn.standing().phase() == Turn.Phase.WITHDRAWN
                  || turn.standing().phase() == Turn.Phase.CANCELLED);
      drafts.add(new Draft(0, waits || dropped ? note() : null, dropped, false));
      if (waits || dropped) {
        return drafts;
      }
      for (var i = 0; i < pages.size(); i++) {
        var isLast = i == pages.size() - 1;
        var asks = pages.get(i).approval;
        drafts.add(
            asks == null
                ? new Draft(i + 1, body(pages.get(i), isLast), turn.isOver(), true)
                : new Draft(i + 1, asks, true, true));
      }
      return drafts;
    }

    private Body note() {
      var text = Wording.queued(turn);
      var blocks = new BlockKit();
      blocks.context(text);
      return new Body(text, blocks.json());
    }

    private Body body(Page page, boolean isLast) {
      return isLast ? LastMessage.of(page.blocks(), page.plain(), turn, frame) : page.body();
    }
  }

  /// One message while it is filled.
  private static final class Page {

    private final List<String> texts = new ArrayList<>();
    private final BlockKit blocks = new BlockKit();
    private final List<String> tools = new ArrayList<>();
    private int size;
    private @Nullable Body approval;

    boolean hasRoomFor(String line) {
      return size + line.length() <= FULL && blocks.size() < MOST_BLOCKS;
    }

    void text(String markup) {
      if (!markup.isBlank()) {
        endTools();
        texts.add(markup);
        blocks.section(markup);
        size += markup.length();
      }
    }

    void tool(String line) {
      tools.add(line);
      size += line.length();
    }

    private void endTools() {
      if (!tools.isEmpty()) {
        blocks.context(String.join("\n", tools));
        tools.clear();
      }
    }

    BlockKit blocks() {
      endTools();
      return blocks;
    }

    String plain() {
      return String.join("\n\n", texts);
    }

    Body body() {
      var json = blocks().json();
      return new Body(texts.isEmpty() ? "Tools that ran" : plain(), json);
    }
  }
}
