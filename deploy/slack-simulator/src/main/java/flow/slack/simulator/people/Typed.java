package flow.slack.simulator.people;

import flow.slack.simulator.workspace.Channel;
import flow.slack.simulator.workspace.Person;
import flow.slack.simulator.workspace.Workspace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns what somebody types into what Slack sends: names become references, links are wrapped, and
/// `& < >` are escaped. References that are already there stay.
final class Typed {

  private static final Pattern PART =
      Pattern.compile(
          "(?<reference><(?:@U|#C|!|https?://)[^<>\\s]*(?:\\|[^<>]*)?>)"
              + "|(?<link>https?://[^\\s<>]+[^\\s<>.,;:!?)\\]'\"])"
              + "|(?<person>(?<![\\w@])@[\\w.-]+)"
              + "|(?<channel>(?<![\\w#&])#[a-z][\\w-]*)"
              + "|(?<special>[&<>])");

  private final Workspace workspace;

  Typed(Workspace workspace) {
    this.workspace = workspace;
  }

  String message(String typed) {
    return PART.matcher(typed).replaceAll(part -> Matcher.quoteReplacement(replace(part.group())));
  }

  /// A command's text keeps names and links as they were typed.
  static String command(String typed) {
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String replace(String part) {
    return switch (part.charAt(0)) {
      case '&' -> "&amp;";
      case '>' -> "&gt;";
      case '<' -> part.length() == 1 ? "&lt;" : part;
      case '@' -> person(part);
      case '#' -> channel(part);
      default -> "<" + part.replace("&", "&amp;") + ">";
    };
  }

  private String person(String part) {
    var name = part.substring(1);
    return switch (name) {
      case "here", "channel", "everyone" -> "<!" + name + ">";
      default ->
          workspace.people().stream()
              .filter(each -> each.name().equalsIgnoreCase(name))
              .map(Person::id)
              .findFirst()
              .map(id -> "<@" + id + ">")
              .orElse(part);
    };
  }

  private String channel(String part) {
    return workspace
        .channel(part)
        .map(Channel::id)
        .map(id -> "<#" + id + "|" + part.substring(1) + ">")
        .orElse(part);
  }
}
