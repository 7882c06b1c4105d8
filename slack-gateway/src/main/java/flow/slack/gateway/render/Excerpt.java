package flow.slack.gateway.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rest of a Markdown text after a cut, made to stand alone: an open code block is opened
/// again, and indentation that belonged to something before the cut is taken off.
///
/// @param text Markdown that means what the rest meant
/// @param lines where each line of it comes from
record Excerpt(String text, List<Line> lines) {

  /// @param start where the line begins in the excerpt
  /// @param origin where it begins in the whole text
  /// @param indent columns that are taken off lines here
  /// @param removed columns that were taken off this one
  /// @param added whether the line is not in the whole text at all
  record Line(int start, int origin, int indent, int removed, boolean added) {}

  static Excerpt of(String whole, Resume resume, int end) {
    return new Writer(whole, resume).write(end);
  }

  /// Where a place of the excerpt is in the whole text.
  int origin(int place) {
    var line = line(place);
    return line.added() || place == line.start()
        ? line.origin()
        : line.origin() + line.removed() + place - line.start();
  }

  /// How many columns are taken off the lines at a place.
  int indent(int place) {
    return line(place).indent();
  }

  boolean startsLine(int place) {
    return line(place).start() == place;
  }

  private Line line(int place) {
    var index = 0;
    while (index + 1 < lines.size() && lines.get(index + 1).start() <= place) {
      index++;
    }
    return lines.get(index);
  }

  /// Copies line by line and keeps track of what is open.
  private static final class Writer {

    private final String whole;
    private final Resume resume;
    private final StringBuilder text = new StringBuilder();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable Fence fence;
    private int indent;

    Writer(String whole, Resume resume) {
      this.whole = whole;
      this.resume = resume;
      this.indent = resume.indent();
    }

    Excerpt write(int end) {
      if (resume.opening() != null) {
        fence = Fence.opening(resume.opening());
        insert(resume.opening(), resume.offset());
      }
      for (var at = resume.offset(); at < end; ) {
        var next = lineEnd(at, end);
        copy(at, whole.substring(at, next));
        at = next;
      }
      return new Excerpt(text.toString(), lines);
    }

    private void copy(int at, String line) {
      var removed = 0;
      if (indent > 0 && !line.isBlank() && startsLine(at)) {
        if (spaces(line) >= indent) {
          removed = indent;
        } else {
          indent = 0; // the list item ends here, and with it what was open in it
          if (fence != null) {
            insert(fence.closing(), at);
            fence = null;
          }
        }
      }
      if (fence != null && fence.isClosedBy(line.substring(removed))) {
        fence = null;
      }
      lines.add(new Line(text.length(), at, indent, removed, false));
      text.append(line, removed, line.length());
    }

    private void insert(String line, int at) {
      lines.add(new Line(text.length(), at, indent, 0, true));
      text.append(line).append('\n');
    }

    private boolean startsLine(int at) {
      return at == 0 || whole.charAt(at - 1) == '\n';
    }

    private int lineEnd(int from, int end) {
      var newline = whole.indexOf('\n', from);
      return newline < 0 || newline >= end ? end : newline + 1;
    }

    private static int spaces(String line) {
      var count = 0;
      while (count < line.length() && line.charAt(count) == ' ') {
        count++;
      }
      return count;
    }
  }
}
