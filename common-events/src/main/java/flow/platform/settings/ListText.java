package flow.platform.settings;

import java.util.ArrayList;
import java.util.List;

/// A list in one line. Commas separate, except inside brackets, so that a regular expression such
/// as `C[A-Z]{2,9}` stays whole.
final class ListText {

  private ListText() {}

  static List<String> split(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth <= 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }
}
