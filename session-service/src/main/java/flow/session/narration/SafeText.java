package flow.session.narration;

import java.util.regex.Pattern;

/// Text that may be shown to everybody in a thread: one short line without secrets or addresses of
/// this machine.
final class SafeText {

  private static final int LONGEST = 140;
  private static final Pattern SECRET =
      Pattern.compile(
          "xox[a-z]-[\\w-]+|xapp-[\\w-]+|sk-ant-[\\w-]+|gh[a-z]_\\w+|github_pat_\\w+"
              + "|flow(kv|session)_[\\w-]+|(?i)(?<=bearer )[\\w.~+/=-]{8,}"
              + "|(?i)(?<=(password|secret|token|api_key|apikey)[=:])\\S+|(?<=://)[^\\s/@:]*:[^\\s/@]*(?=@)");
  private static final Pattern HERE =
      Pattern.compile("(https?://)?(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  private SafeText() {}

  static String of(String text) {
    var line = text.strip().replaceAll("\\s*\\R[\\s\\S]*", " …");
    line = SECRET.matcher(line).replaceAll("***");
    line = HERE.matcher(line).replaceAll("the model gateway");
    return cut(line.replaceAll("\\p{Cntrl}", " "));
  }

  /// A command or a path: addresses stay.
  static String ofInput(String text) {
    var line = text.strip().replaceAll("\\s*\\R[\\s\\S]*", " …");
    return cut(SECRET.matcher(line).replaceAll("***").replaceAll("\\p{Cntrl}", " "));
  }

  private static String cut(String line) {
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }
}
