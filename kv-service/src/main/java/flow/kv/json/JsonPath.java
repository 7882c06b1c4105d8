package flow.kv.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks into a checked JSON text by names of members and numbers of elements, and changes one
/// value in it; every other byte stays.
public final class JsonPath {

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,6}");

  private final byte[] bytes;
  private final JsonSyntax syntax;
  private final List<String> path;
  private int from;
  private int to;
  private int known;

  private JsonPath(byte[] bytes, List<String> path) {
    this.bytes = bytes;
    this.path = path;
    this.syntax = new JsonSyntax(bytes);
    this.from = syntax.afterSpace(0);
    this.to = syntax.afterValue(from);
  }

  /// Follows a path as far as the text goes.
  public static JsonPath in(byte[] bytes, List<String> path) {
    var found = new JsonPath(bytes, path);
    while (found.known < path.size() && found.enter(path.get(found.known))) {
      found.known++;
    }
    return found;
  }

  /// What stands at the path's end; nothing when the text has no such place.
  public @Nullable String value() {
    return known == path.size() ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : null;
  }

  /// The text with another value at the path's end, objects made on the way to it; nothing when
  /// something else stands in the way.
  public @Nullable String with(String value) {
    if (known == path.size()) {
      return text(0, from) + value + text(to, bytes.length);
    }
    boolean array = bytes[from] == '[';
    if (array ? !path.get(known).equals(String.valueOf(elements())) : bytes[from] != '{') {
      return null;
    }
    var name = array ? "" : JsonStrings.quote(path.get(known)) + ":";
    boolean first = syntax.afterSpace(from + 1) == to - 1;
    return text(0, to - 1)
        + (first ? "" : ",")
        + name
        + nested(path.subList(known + 1, path.size()), value)
        + text(to - 1, bytes.length);
  }

  /// Objects of one member each, with the value in the innermost.
  public static String nested(List<String> path, String value) {
    var text = new StringBuilder();
    path.forEach(name -> text.append('{').append(JsonStrings.quote(name)).append(':'));
    return text.append(value).append("}".repeat(path.size())).toString();
  }

  /// Goes to a member or an element; of a name that stands twice to the last, as JavaScript would.
  private boolean enter(String step) {
    boolean array = bytes[from] == '[';
    if (array ? !INDEX.matcher(step).matches() : bytes[from] != '{') {
      return false;
    }
    int foundFrom = -1;
    int foundTo = -1;
    int index = 0;
    int i = syntax.afterSpace(from + 1);
    while (i < to - 1) {
      var name = array ? String.valueOf(index++) : "";
      if (!array) {
        int end = syntax.afterValue(i);
        name = JsonStrings.resolve(text(i + 1, end - 1));
        i = syntax.afterSpace(syntax.afterSpace(end) + 1);
      }
      int end = syntax.afterValue(i);
      if (name.equals(step)) {
        foundFrom = i;
        foundTo = end;
      }
      i = syntax.afterSpace(syntax.afterSpace(end) + 1);
    }
    if (foundFrom < 0) {
      return false;
    }
    from = foundFrom;
    to = foundTo;
    return true;
  }

  private int elements() {
    int count = 0;
    int i = syntax.afterSpace(from + 1);
    while (i < to - 1) {
      count++;
      i = syntax.afterSpace(syntax.afterSpace(syntax.afterValue(i)) + 1);
    }
    return count;
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
