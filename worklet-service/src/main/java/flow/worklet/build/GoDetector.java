package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Optional;

/// A Go module.
final class GoDetector implements Detector {

  private final BuildSettings settings;

  GoDetector(BuildSettings settings) {
    this.settings = settings;
  }

  @Override
  public Stack stack() {
    return Stack.GO;
  }

  @Override
  public String signs() {
    return "go.mod";
  }

  @Override
  public Optional<String> dockerfile(Tree tree, FlowYaml wishes) {
    if (!tree.has("go.mod")) {
      return Optional.empty();
    }
    var build =
        wishes.build() != null
            ? wishes.build()
            : "CGO_ENABLED=0 go build -trimpath -o /out/app " + mainPackage(tree);
    var start = wishes.start() != null ? StartCommand.json(wishes.start()) : "[\"/out/app\"]";
    return Optional.of(
        """
        FROM %s AS build
        WORKDIR /src
        COPY . .
        RUN mkdir -p /out && %s
        FROM %s
        WORKDIR /src
        COPY --from=build /src /src
        COPY --from=build /out /out
        CMD %s
        """
            .formatted(settings.goImage(), build, settings.runImage(), start));
  }

  private static String mainPackage(Tree tree) {
    if (tree.inRoot(".go").stream().anyMatch(file -> isMain(tree, file))) {
      return ".";
    }
    var folders =
        tree.paths().stream()
            .filter(path -> path.endsWith(".go") && path.contains("/") && isMain(tree, path))
            .map(path -> "./" + path.substring(0, path.lastIndexOf('/')))
            .distinct()
            .toList();
    if (folders.size() == 1) {
      return folders.getFirst();
    }
    throw new Unbuildable(
        folders.isEmpty()
            ? "The Go module has no main package."
            : "The Go module has several main packages: %s.".formatted(String.join(", ", folders)),
        "Name the command in flow.yaml, such as \"build: go build -o /out/app ./cmd/server\".");
  }

  private static boolean isMain(Tree tree, String file) {
    return !file.endsWith("_test.go")
        && tree.text(file).stream()
            .flatMap(String::lines)
            .anyMatch(line -> line.strip().equals("package main"));
  }
}
