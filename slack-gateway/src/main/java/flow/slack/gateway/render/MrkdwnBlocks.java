package flow.slack.gateway.render;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;

/// The blocks of a Markdown document in Slack's markup.
final class MrkdwnBlocks {

  private static final String FENCE = "```";

  String render(Node document) {
    return String.join("\n\n", children(document));
  }

  private List<String> children(Node parent) {
    var texts = new ArrayList<String>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
      texts.add(block(child));
    }
    return texts;
  }

  private String block(Node node) {
    return switch (node) {
      case Heading heading -> heading(heading);
      case BulletList list -> list(list, -1);
      case OrderedList list -> list(list, firstNumber(list));
      case BlockQuote quote -> "> " + render(quote).replace("\n", "\n> ");
      case FencedCodeBlock code -> code(code.getLiteral());
      case IndentedCodeBlock code -> code(code.getLiteral());
      case HtmlBlock html -> Mrkdwn.prose(html.getLiteral());
      case ThematicBreak _ -> "──────────";
      case TableBlock table -> code(TableText.of(table));
      case LinkReferenceDefinition link -> definition(link);
      case Block other when other.getFirstChild() instanceof Block -> render(other);
      default -> MrkdwnInlines.of(node);
    };
  }

  private static String heading(Heading heading) {
    var title = MrkdwnInlines.inBold(heading).replace('\n', ' ');
    return title.isBlank() ? title : "*" + title + "*";
  }

  /// Code as a block of its own. Three backticks inside would end it early: a zero-width space
  /// keeps them apart.
  static String code(String literal) {
    var safe = Mrkdwn.escape(literal).replace(FENCE, "``\u200b`");
    return FENCE + "\n" + safe + (safe.endsWith("\n") || safe.isEmpty() ? "" : "\n") + FENCE;
  }

  private static int firstNumber(OrderedList list) {
    var number = list.getMarkerStartNumber();
    return number == null ? 1 : number;
  }

  private static String definition(LinkReferenceDefinition link) {
    return Mrkdwn.escape("[%s]: %s".formatted(link.getLabel(), link.getDestination()));
  }

  private String list(Node list, int first) {
    var items = new ArrayList<String>();
    var number = first;
    for (var child = list.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof ListItem item) {
        var marker = number < 0 ? "• " : number++ + ". ";
        items.add(marker + indented(String.join("\n", children(item))));
      }
    }
    return String.join("\n", items);
  }

  /// Lines after the first stand under the item's text, except code, which stays as it is.
  private static String indented(String text) {
    var lines = text.split("\n", -1);
    var out = new StringBuilder(lines[0]);
    var inCode = lines[0].startsWith(FENCE);
    for (var i = 1; i < lines.length; i++) {
      var fence = lines[i].startsWith(FENCE);
      out.append('\n').append(inCode || fence || lines[i].isEmpty() ? "" : "    ").append(lines[i]);
      inCode ^= fence;
    }
    return out.toString();
  }
}
