package flow.worklet.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A version as Git lists it, with the text of those files that tell how to build it.
record GitTree(SortedSet<String> paths, Map<String, String> texts) implements Tree {

  private static final Pattern TELLING =
      Pattern.compile(
          "(.*/)?(Dockerfile[^/]*|Procfile|flow\\.ya?ml|package\\.json|[^/]*\\.(py|txt|toml|go|mod|xml|gradle|kts))");
  private static final int MOST_FILES = 400;
  private static final long MOST_BYTES = 256 << 10;

  /// A file as `git ls-tree` shows it.
  record Entry(String mode, String object, long size, String path) {

    boolean isFile() {
      return mode.startsWith("100");
    }

    boolean isTelling() {
      return isFile() && size <= MOST_BYTES && TELLING.matcher(path).matches();
    }
  }

  /// Reads `git ls-tree -r -z --long`.
  static List<Entry> entries(String listing) {
    var all = new ArrayList<Entry>();
    for (var line : listing.split("\0")) {
      if (!line.isEmpty()) {
        all.add(entry(line));
      }
    }
    return all;
  }

  private static Entry entry(String line) {
    int tab = line.indexOf('\t');
    var fields = line.substring(0, tab).split(" +");
    long size = fields[3].equals("-") ? 0 : Long.parseLong(fields[3]);
    return new Entry(fields[0], fields[2], size, line.substring(tab + 1));
  }

  static List<Entry> telling(List<Entry> entries) {
    return entries.stream()
        .filter(Entry::isTelling)
        .sorted((a, b) -> Integer.compare(depth(a.path()), depth(b.path())))
        .limit(MOST_FILES)
        .toList();
  }

  static GitTree of(List<Entry> entries, Map<String, String> texts) {
    var paths = new TreeSet<String>();
    entries.stream().filter(Entry::isFile).map(Entry::path).forEach(paths::add);
    return new GitTree(paths, new TreeMap<>(texts));
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }
}
