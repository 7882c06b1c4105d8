package flow.slack.gateway.render;

import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// The words of a paragraph, heading or table cell in Slack's markup.
final class MrkdwnInlines extends AbstractVisitor {

  /// An address in plain text, without the punctuation behind it: Slack links none by itself where
  /// it is told to leave plain words alone.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>|]*[^\\s<>|.,;:!?'\")\\]}*_~`]");

  private final StringBuilder out = new StringBuilder();
  private final boolean inLink;
  private boolean bold;

  private MrkdwnInlines(boolean bold, boolean inLink) {
    this.bold = bold;
    this.inLink = inLink;
  }

  static String of(Node parent) {
    return render(parent, false, false);
  }

  /// As [#of], for a place that is bold as a whole.
  static String inBold(Node parent) {
    return render(parent, true, false);
  }

  private static String render(Node parent, boolean bold, boolean inLink) {
    var inlines = new MrkdwnInlines(bold, inLink);
    inlines.visitChildren(parent);
    return inlines.out.toString();
  }

  @Override
  public void visit(Text text) {
    var literal = text.getLiteral();
    var addresses = ADDRESS.matcher(literal);
    var last = 0;
    while (!inLink && addresses.find()) {
      out.append(Mrkdwn.prose(literal.substring(last, addresses.start())));
      out.append('<').append(address(addresses.group())).append('>');
      last = addresses.end();
    }
    out.append(Mrkdwn.prose(literal.substring(last)));
  }

  @Override
  public void visit(Emphasis emphasis) {
    wrap("_", emphasis);
  }

  @Override
  public void visit(StrongEmphasis strong) {
    if (bold) {
      visitChildren(strong);
      return;
    }
    bold = true;
    wrap("*", strong);
    bold = false;
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof Strikethrough) {
      wrap("~", node);
    } else {
      visitChildren(node);
    }
  }

  @Override
  public void visit(Code code) {
    out.append('`').append(Mrkdwn.escape(code.getLiteral())).append('`');
  }

  @Override
  public void visit(HtmlInline html) {
    out.append(Mrkdwn.prose(html.getLiteral()));
  }

  @Override
  public void visit(SoftLineBreak softBreak) {
    out.append('\n');
  }

  @Override
  public void visit(HardLineBreak hardBreak) {
    out.append('\n');
  }

  @Override
  public void visit(Link link) {
    link(link.getDestination(), render(link, bold, true));
  }

  @Override
  public void visit(Image image) {
    link(image.getDestination(), render(image, bold, true));
  }

  private void link(String destination, String label) {
    if (!isWeb(destination)) {
      out.append(label).append(" (").append(Mrkdwn.escape(destination)).append(')');
      return;
    }
    var url = address(destination);
    if (label.isBlank() || label.equals(Mrkdwn.escape(destination))) {
      out.append('<').append(url).append('>');
    } else {
      out.append('<').append(url).append('|').append(label.replace('\n', ' ')).append('>');
    }
  }

  private static boolean isWeb(String destination) {
    var lower = destination.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://")
        || lower.startsWith("http://")
        || lower.startsWith("mailto:");
  }

  private static String address(String destination) {
    return destination
        .replace("&", "&amp;")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("|", "%7C")
        .replace(" ", "%20");
  }

  /// Slack ends a style at the line's end, so each line gets its own marks.
  private void wrap(String mark, Node parent) {
    var start = out.length();
    visitChildren(parent);
    var lines = out.substring(start).split("\n", -1);
    out.setLength(start);
    for (var i = 0; i < lines.length; i++) {
      if (i > 0) {
        out.append('\n');
      }
      out.append(lines[i].isBlank() ? lines[i] : mark + lines[i] + mark);
    }
  }
}
