package flow.slack.gateway.render;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Turns Markdown into Slack's own markup: nothing said is lost, code stays as it is, and nothing
/// can ping anybody.
public final class Mrkdwn {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  private Mrkdwn() {}

  static String of(String markdown) {
    return new MrkdwnBlocks().render(parse(markdown));
  }

  static Node parse(String markdown) {
    return PARSER.parse(markdown);
  }

  /// Text that is no code, even where it has the marks of code.
  static String prose(String text) {
    return escape(text).replace("```", "`\u200b`\u200b`");
  }

  /// Makes text inert: Slack shows it as it is, whatever it looks like.
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
