package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Optional;

/// A `Procfile` names the start command in its line `web:`.
final class Procfile {

  private Procfile() {}

  static Optional<String> web(Tree tree) {
    return tree.text("Procfile").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("web:"))
        .map(line -> line.substring("web:".length()).strip())
        .filter(line -> !line.isEmpty())
        .findFirst();
  }
}
