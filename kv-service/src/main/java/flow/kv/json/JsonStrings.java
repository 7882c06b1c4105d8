package flow.kv.json;

/// The text inside JSON's quotation marks.
public final class JsonStrings {

  private JsonStrings() {}

  /// The characters that a checked text between quotation marks stands for.
  static String resolve(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var resolved = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        resolved.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      if (escape == 'u') {
        resolved.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
        i += 4;
      } else {
        resolved.append(character(escape));
      }
    }
    return resolved.toString();
  }

  /// How many UTF-16 units a JSON string stands for, quotation marks not counted.
  public static int length(String json) {
    int length = 0;
    for (int i = 1; i < json.length() - 1; i++) {
      if (json.charAt(i) == '\\') {
        i += json.charAt(i + 1) == 'u' ? 5 : 1;
      }
      length++;
    }
    return length;
  }

  /// The text as a JSON string.
  public static String quote(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || (Character.isSurrogate(c) && !paired(text, i))) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static char character(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
