package flow.kv.entries;

import flow.kv.web.Call;
import flow.kv.web.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// What a call asks of the entry's version: `If-Match` and `If-None-Match`.
final class Conditions {

  private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");
  private static final long PRESENT = -1;
  private static final long ABSENT = 0;
  private static final long NEVER = Long.MAX_VALUE;

  private Conditions() {}

  static @Nullable Long forWriting(Call call) {
    var expected = forDeleting(call);
    var noneMatch = call.header(HttpHeaders.IF_NONE_MATCH);
    if (noneMatch == null) {
      return expected;
    }
    if (expected != null || !noneMatch.strip().equals("*")) {
      throw Refusal.invalid("For a write If-None-Match is *, and stands without If-Match");
    }
    return ABSENT;
  }

  static @Nullable Long forDeleting(Call call) {
    var match = call.header(HttpHeaders.IF_MATCH);
    if (match == null) {
      return null;
    }
    var text = match.strip();
    if (text.equals("*")) {
      return PRESENT;
    }
    if (text.startsWith("W/")) {
      return NEVER; // a weak tag matches nothing here, RFC 9110 13.1.1
    }
    var version = VERSION.matcher(text);
    if (!version.matches()) {
      throw Refusal.invalid("If-Match is * or the ETag of one version, such as \"12\"");
    }
    long number = Long.parseLong(version.group(1));
    return number == 0 ? NEVER : Long.valueOf(number);
  }

  /// Whether the caller has this version already.
  static boolean isKnown(Call call, long version) {
    var known = call.header(HttpHeaders.IF_NONE_MATCH);
    if (known == null) {
      return false;
    }
    if (known.strip().equals("*")) {
      return true;
    }
    for (var tag : known.split(",")) {
      var text = tag.strip();
      if ((text.startsWith("W/") ? text.substring(2) : text).equals("\"" + version + "\"")) {
        return true;
      }
    }
    return false;
  }
}
