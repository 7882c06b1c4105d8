package flow.kv.entries;

import java.util.UUID;

/// A page of a namespace's keys.
///
/// @param literal what every key begins with
/// @param like a pattern as SQL's `like` reads it
/// @param after the last key of the page before; empty for the first page
/// @param limit how many keys at most
/// @param values whether the values are wanted too
record Listing(
    UUID worklet,
    String namespace,
    String literal,
    String like,
    String after,
    int limit,
    boolean values) {

  /// The pattern with `*` and `?`, as `like` reads it.
  static String like(String pattern) {
    var like = new StringBuilder(pattern.length() + 8);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> like.append('%');
        case '?' -> like.append('_');
        case '%', '_', '\\' -> like.append('\\').append(c);
        default -> like.append(c);
      }
    }
    return like.toString();
  }

  /// What a pattern begins with before its first `*` or `?`.
  static String literal(String pattern) {
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
      end++;
    }
    return pattern.substring(0, end);
  }
}
