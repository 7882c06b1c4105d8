package flow.worklet.testing;

import flow.worklet.source.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Files that exist in a test only.
public record MapTree(Map<String, String> files) implements Tree {

  @Override
  public SortedSet<String> paths() {
    return new TreeSet<>(files.keySet());
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
