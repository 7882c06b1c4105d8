package flow.local.process;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of text before it is written: the ones we know, and what looks like one.
public final class Secrets {

  private static final Pattern TOKEN_SHAPES =
      Pattern.compile("(xapp-|xox[a-z]-|sk-ant-|flowkv_|gh[opsu]_)[A-Za-z0-9_-]{8,}");
  private static final int SHORTEST_SECRET = 8;

  private final List<String> known;

  public Secrets(Collection<String> known) {
    this.known =
        known.stream()
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .distinct()
            .sorted(comparingInt(String::length).reversed())
            .toList();
  }

  String hide(String text) {
    var hidden = text;
    for (var secret : known) {
      hidden = hidden.replace(secret, "***");
    }
    return TOKEN_SHAPES.matcher(hidden).replaceAll("$1***");
  }
}
