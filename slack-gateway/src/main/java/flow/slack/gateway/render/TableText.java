package flow.slack.gateway.render;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Text;

/// A table as columns of plain text, to be shown in a fixed-width font: Slack's markup has no
/// tables.
final class TableText {

  private TableText() {}

  static String of(TableBlock table) {
    var rows = new Rows();
    table.accept(rows);
    var widths = widths(rows.rows);
    var out = new StringBuilder();
    for (var i = 0; i < rows.rows.size(); i++) {
      out.append(line(rows.rows.get(i), widths)).append('\n');
      if (i == 0) {
        out.append(rule(widths)).append('\n');
      }
    }
    return out.toString();
  }

  private static int[] widths(List<List<String>> rows) {
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new int[columns];
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    var out = new StringBuilder();
    for (var i = 0; i < cells.size(); i++) {
      var pad = i == cells.size() - 1 ? 0 : widths[i] - width(cells.get(i));
      out.append(i == 0 ? "" : " | ").append(cells.get(i)).append(" ".repeat(pad));
    }
    return out.toString();
  }

  private static String rule(int[] widths) {
    var out = new StringBuilder();
    for (var i = 0; i < widths.length; i++) {
      out.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
    }
    return out.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static final class Rows extends AbstractVisitor {

    private final List<List<String>> rows = new ArrayList<>();

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        rows.add(new ArrayList<>());
      }
      if (node instanceof TableCell cell) {
        var words = new Words();
        cell.accept(words);
        rows.getLast().add(words.out.toString());
      } else {
        visitChildren(node);
      }
    }
  }

  private static final class Words extends AbstractVisitor {

    private final StringBuilder out = new StringBuilder();

    @Override
    public void visit(Text text) {
      out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      out.append(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      out.append(html.getLiteral());
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      out.append(" (").append(link.getDestination()).append(')');
    }

    @Override
    public void visit(CustomNode node) {
      visitChildren(node);
    }
  }
}
