package flow.slack.gateway.render;

import org.jspecify.annotations.Nullable;

/// The fence of a code block.
///
/// @param mark the character it is made of
/// @param length how many of it
/// @param prefix what stands before it in its line: quote marks, indentation
record Fence(char mark, int length, String prefix) {

  /// The fence that a line opens, or nothing.
  static @Nullable Fence opening(String line) {
    var start = 0;
    while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '>')) {
      start++;
    }
    if (start == line.length() || (line.charAt(start) != '`' && line.charAt(start) != '~')) {
      return null;
    }
    var mark = line.charAt(start);
    var end = start;
    while (end < line.length() && line.charAt(end) == mark) {
      end++;
    }
    return end - start < 3 ? null : new Fence(mark, end - start, line.substring(0, start));
  }

  String closing() {
    return prefix + String.valueOf(mark).repeat(length);
  }

  boolean isClosedBy(String line) {
    var fence = opening(line);
    return fence != null
        && fence.mark == mark
        && fence.length >= length
        && line.stripTrailing().endsWith(String.valueOf(mark).repeat(fence.length));
  }
}
