package flow.worklet.source;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// The files of one version. Links are not files, so nothing leads out of it.
public interface Tree {

  /// The paths of all files, relative to the root, with `/`.
  SortedSet<String> paths();

  /// A file's text. Empty when there is no such file; what passes 256 KiB is cut.
  Optional<String> text(String path);

  default boolean has(String path) {
    return paths().contains(path);
  }

  default boolean hasFolder(String path) {
    return paths().tailSet(path + "/").stream()
        .findFirst()
        .filter(p -> p.startsWith(path + "/"))
        .isPresent();
  }

  default List<String> inRoot(String suffix) {
    return paths().stream().filter(p -> !p.contains("/") && p.endsWith(suffix)).toList();
  }

  /// The part of it under a folder.
  default Tree under(String folder) {
    return folder.isEmpty() ? this : new SubTree(this, folder + "/");
  }
}
