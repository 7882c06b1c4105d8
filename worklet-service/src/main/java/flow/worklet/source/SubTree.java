package flow.worklet.source;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A folder of a tree, seen as a tree.
///
/// @param prefix the folder's path with a `/` at its end
record SubTree(Tree whole, String prefix) implements Tree {

  @Override
  public SortedSet<String> paths() {
    return whole.paths().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Optional<String> text(String path) {
    return whole.text(prefix + path);
  }
}
