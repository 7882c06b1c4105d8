package flow.slack.gateway.render;

import java.util.Comparator;
import java.util.List;

/// A piece of a block's text.
///
/// @param at where it begins, in UTF-16 units
record Fragment(int block, int at, String text) {

  /// Stands for what has not arrived yet.
  static final String GAP = " […] ";

  /// Puts the fragments of one block together. What two of them say is said once.
  static String join(List<Fragment> fragments) {
    var out = new StringBuilder();
    var reached = 0;
    for (var fragment : fragments.stream().sorted(Comparator.comparingInt(Fragment::at)).toList()) {
      var end = fragment.at + fragment.text.length();
      if (fragment.at > reached) {
        out.append(GAP);
        reached = fragment.at;
      }
      if (end > reached) {
        out.append(fragment.text, reached - fragment.at, fragment.text.length());
        reached = end;
      }
    }
    return out.toString();
  }
}
