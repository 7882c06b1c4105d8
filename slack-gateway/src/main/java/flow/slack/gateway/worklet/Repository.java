package flow.slack.gateway.worklet;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Git repository named in a prompt.
///
/// @param url where it is cloned from
/// @param branch the branch that was named; absent for its default
/// @param name what it is called
/// @param prompt the prompt without the repository; empty when nothing else was said
public record Repository(String url, @Nullable String branch, String name, String prompt) {

  private static final String FORGES = "github\\.com|gitlab\\.com|bitbucket\\.org|codeberg\\.org";

  /// A repository's own page on a forge, with a branch at most: a link to an issue or a file is no
  /// wish for a worklet. Or any address that ends in `.git`.
  private static final Pattern PAGE =
      Pattern.compile(
          "(?<url>https://(?:www\\.)?(?:"
              + FORGES
              + ")/[\\w.-]+/(?<name>[\\w-]+(?:\\.[\\w-]+)*?)(?:\\.git)?)"
              + "(?:/tree/(?<branch>[\\w./-]*[\\w-]))?/?(?=$|[\\s,;:!?)\\]>\"']|\\.(?:\\s|$))");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<url>(?:https?|file)://[^\\s<>\"']*?(?<name>[\\w.-]+)\\.git)(?=$|[^\\w/.-]|\\.(?:\\s|$))");

  private static final Pattern SSH =
      Pattern.compile(
          "git@(?<host>"
              + FORGES
              + "):(?<path>[\\w.-]+/(?<name>[\\w.-]+?))(?:\\.git)?(?=$|[^\\w/.-]|\\.(?:\\s|$))");

  public static Optional<Repository> in(String text) {
    var page = PAGE.matcher(text);
    if (page.find()) {
      return Optional.of(
          new Repository(
              page.group("url"),
              page.group("branch"),
              page.group("name"),
              without(text, page.start(), page.end())));
    }
    var address = ADDRESS.matcher(text);
    if (address.find()) {
      return Optional.of(
          new Repository(
              address.group("url"),
              null,
              address.group("name"),
              without(text, address.start(), address.end())));
    }
    var ssh = SSH.matcher(text);
    return ssh.find()
        ? Optional.of(
            new Repository(
                "https://" + ssh.group("host") + "/" + ssh.group("path"),
                null,
                ssh.group("name"),
                without(text, ssh.start(), ssh.end())))
        : Optional.empty();
  }

  private static String without(String text, int start, int end) {
    return (text.substring(0, start).stripTrailing() + " " + text.substring(end).stripLeading())
        .strip();
  }
}
