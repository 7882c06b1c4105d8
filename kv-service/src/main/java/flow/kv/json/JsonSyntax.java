package flow.kv.json;

/// The grammar of RFC 8259 over UTF-8 bytes: finds where a value ends, and refuses what is none.
///
/// Escapes are not resolved, so `\u0000` and lone surrogates pass as they were written.
final class JsonSyntax {

  private static final int DEEPEST = 500;

  private final byte[] bytes;

  JsonSyntax(byte[] bytes) {
    this.bytes = bytes;
  }

  int afterSpace(int from) {
    int i = from;
    while (i < bytes.length
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  /// @param from where the value begins, without space before it
  int afterValue(int from) {
    return afterValue(from, 0);
  }

  private int afterValue(int from, int depth) {
    if (from >= bytes.length) {
      throw new InvalidJson(from, "no value");
    }
    return switch (bytes[from]) {
      case '"' -> afterString(from + 1);
      case '{' -> afterObject(from + 1, deeper(from, depth));
      case '[' -> afterArray(from + 1, deeper(from, depth));
      case 't' -> afterWord(from, "true");
      case 'f' -> afterWord(from, "false");
      case 'n' -> afterWord(from, "null");
      default -> afterNumber(from);
    };
  }

  private static int deeper(int at, int depth) {
    if (depth == DEEPEST) {
      throw new InvalidJson(at, "more than 500 levels");
    }
    return depth + 1;
  }

  private int afterObject(int from, int depth) {
    int i = afterSpace(from);
    if (is(i, '}')) {
      return i + 1;
    }
    while (true) {
      i = afterSpace(afterString(after(i, '"', "no name")));
      i = afterSpace(after(i, ':', "no colon"));
      i = afterSpace(afterValue(i, depth));
      if (is(i, '}')) {
        return i + 1;
      }
      i = afterSpace(after(i, ',', "neither a comma nor an end"));
    }
  }

  private int afterArray(int from, int depth) {
    int i = afterSpace(from);
    if (is(i, ']')) {
      return i + 1;
    }
    while (true) {
      i = afterSpace(afterValue(i, depth));
      if (is(i, ']')) {
        return i + 1;
      }
      i = afterSpace(after(i, ',', "neither a comma nor an end"));
    }
  }

  private int afterString(int from) {
    int i = from;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b == '"') {
        return i + 1;
      } else if (b == '\\') {
        i = afterEscape(i + 1);
      } else if (b >= ' ') {
        i++;
      } else if (b >= 0) {
        throw new InvalidJson(i, "a control character");
      } else {
        i = Utf8.afterCharacter(bytes, i);
      }
    }
    throw new InvalidJson(i, "no end of the string");
  }

  private int afterEscape(int i) {
    if (i >= bytes.length) {
      throw new InvalidJson(i, "no end of the string");
    }
    return switch (bytes[i]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 1;
      case 'u' -> afterFourDigits(i + 1);
      default -> throw new InvalidJson(i, "an unknown escape");
    };
  }

  private int afterFourDigits(int from) {
    for (int i = from; i < from + 4; i++) {
      if (i >= bytes.length || Character.digit(bytes[i], 16) < 0) {
        throw new InvalidJson(i, "no hexadecimal digit");
      }
    }
    return from + 4;
  }

  private int afterNumber(int from) {
    int i = is(from, '-') ? from + 1 : from;
    if (is(i, '0')) {
      i++;
    } else {
      i = afterDigits(i);
    }
    if (is(i, '.')) {
      i = afterDigits(i + 1);
    }
    if (is(i, 'e') || is(i, 'E')) {
      i++;
      if (is(i, '+') || is(i, '-')) {
        i++;
      }
      i = afterDigits(i);
    }
    return i;
  }

  private int afterDigits(int from) {
    int i = from;
    while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw new InvalidJson(i, i < bytes.length ? "no value" : "no end of the value");
    }
    return i;
  }

  private int afterWord(int from, String word) {
    int end = from;
    for (int letter = 0; letter < word.length(); letter++) {
      end = after(end, word.charAt(letter), "no value");
    }
    return end;
  }

  private int after(int i, char expected, String otherwise) {
    if (!is(i, expected)) {
      throw new InvalidJson(i, otherwise);
    }
    return i + 1;
  }

  private boolean is(int i, char c) {
    return i < bytes.length && bytes[i] == c;
  }
}
