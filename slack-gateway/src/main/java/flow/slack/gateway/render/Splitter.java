package flow.slack.gateway.render;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/// Finds where a Markdown text that is too long for one message is cut.
///
/// Preferred are, in this order: between blocks, between items of a list, between lines, between
/// words. A code block that has to be cut is closed and opened again; a surrogate pair is never
/// cut.
final class Splitter {

  private Splitter() {}

  /// Where the text from `from` on has to be cut so that what comes before takes no more than
  /// `limit` units of Slack markup; nothing if it fits as a whole.
  static @Nullable Resume cut(String text, Resume from, int limit) {
    var end = Math.min(text.length(), from.offset() + 4 * limit);
    var excerpt = Excerpt.of(text, from, end);
    if (end == text.length() && Mrkdwn.of(excerpt.text()).length() <= limit) {
      return null;
    }
    var first = firstCut(excerpt, from);
    var most = furthest(excerpt, limit, first);
    return resume(excerpt, best(excerpt, first, most));
  }

  /// The first place behind what was only added to make the excerpt stand alone.
  private static int firstCut(Excerpt excerpt, Resume from) {
    var start = from.opening() == null ? 0 : excerpt.lines().get(1).start();
    var text = excerpt.text();
    return start + (start < text.length() ? Character.charCount(text.codePointAt(start)) : 0);
  }

  /// The furthest place before which everything fits. At least one character goes, so that there is
  /// progress whatever the limit.
  private static int furthest(Excerpt excerpt, int limit, int first) {
    var fits = first;
    var tooFar = excerpt.text().length() + 1;
    while (tooFar - fits > 1) {
      var middle = (fits + tooFar) >>> 1;
      if (Mrkdwn.of(excerpt.text().substring(0, middle)).length() <= limit) {
        fits = middle;
      } else {
        tooFar = middle;
      }
    }
    return Math.max(first, onCodePoint(excerpt.text(), fits));
  }

  private static int best(Excerpt excerpt, int first, int most) {
    var enough = first + (most - first) / 2;
    for (var places : List.of(blocks(excerpt), items(excerpt), lines(excerpt), words(excerpt))) {
      var place = places.floor(most);
      if (place != null && place >= enough && place > first) {
        return place;
      }
    }
    return most;
  }

  private static NavigableSet<Integer> blocks(Excerpt excerpt) {
    var places = new TreeSet<Integer>();
    var document = Mrkdwn.parse(excerpt.text());
    for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
      places.add(lineOf(excerpt, node));
    }
    return places;
  }

  private static NavigableSet<Integer> items(Excerpt excerpt) {
    var places = new TreeSet<Integer>();
    var document = Mrkdwn.parse(excerpt.text());
    for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
      for (var item = node.getFirstChild();
          node instanceof ListBlock && item != null;
          item = item.getNext()) {
        places.add(lineOf(excerpt, item));
      }
    }
    return places;
  }

  private static NavigableSet<Integer> lines(Excerpt excerpt) {
    var places = new TreeSet<Integer>();
    excerpt.lines().forEach(line -> places.add(line.start()));
    return places;
  }

  private static NavigableSet<Integer> words(Excerpt excerpt) {
    var places = new TreeSet<Integer>();
    for (var i = 1; i < excerpt.text().length(); i++) {
      if (excerpt.text().charAt(i - 1) == ' ' && excerpt.text().charAt(i) != ' ') {
        places.add(i);
      }
    }
    return places;
  }

  /// Where the line begins in which a block begins.
  private static int lineOf(Excerpt excerpt, Node node) {
    var index = node.getSourceSpans().getFirst().getInputIndex();
    return excerpt.text().lastIndexOf('\n', index - 1) + 1;
  }

  private static Resume resume(Excerpt excerpt, int place) {
    var inside = new Surroundings(excerpt, place);
    Mrkdwn.parse(excerpt.text()).accept(inside);
    return new Resume(excerpt.origin(place), inside.opening, inside.indent());
  }

  private static int onCodePoint(String text, int place) {
    return place > 0
            && place < text.length()
            && Character.isLowSurrogate(text.charAt(place))
            && Character.isHighSurrogate(text.charAt(place - 1))
        ? place - 1
        : place;
  }

  /// What is open at a place.
  private static final class Surroundings extends AbstractVisitor {

    private final Excerpt excerpt;
    private final int place;
    private @Nullable String opening;
    private int column;
    private boolean verbatim;
    private final List<Node> quotes = new ArrayList<>();

    Surroundings(Excerpt excerpt, int place) {
      this.excerpt = excerpt;
      this.place = place;
    }

    int indent() {
      var already = excerpt.indent(place);
      if (opening != null) {
        return already + column;
      }
      return verbatim || !excerpt.startsLine(place) ? already : already + spaces();
    }

    private int spaces() {
      var end = place;
      while (end < excerpt.text().length() && excerpt.text().charAt(end) == ' ') {
        end++;
      }
      return end - place;
    }

    @Override
    public void visit(BlockQuote quote) {
      quotes.add(quote);
      visitChildren(quote);
      quotes.removeLast();
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      verbatim |= contains(code);
    }

    @Override
    public void visit(FencedCodeBlock code) {
      if (!contains(code)) {
        return;
      }
      var span = code.getSourceSpans().getFirst();
      var line =
          excerpt.text().substring(lineOf(excerpt, code), span.getInputIndex() + span.getLength());
      if (quotes.isEmpty()) {
        column = span.getColumnIndex();
        opening = line.substring(column);
      } else {
        opening = line;
      }
    }

    private boolean contains(Node node) {
      var spans = node.getSourceSpans();
      return spans.getFirst().getInputIndex() < place
          && place <= spans.getLast().getInputIndex() + spans.getLast().getLength();
    }
  }
}
