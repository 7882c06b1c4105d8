package flow.worklet.source;

/// Reads `git diff --numstat`.
final class Numstat {

  private Numstat() {}

  static Change read(String commit, String stat) {
    int files = 0;
    int added = 0;
    int removed = 0;
    for (var line : stat.strip().split("\n")) {
      var fields = line.split("\t");
      files++;
      added += count(fields[0]);
      removed += count(fields[1]);
    }
    return new Change(commit, files, added, removed);
  }

  /// Binary files have no lines: Git writes `-`.
  private static int count(String field) {
    return field.equals("-") ? 0 : Integer.parseInt(field);
  }
}
