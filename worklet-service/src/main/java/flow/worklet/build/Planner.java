package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides how sources are built: as `flow.yaml` says, else by the repository's own Dockerfile,
/// else by what its files tell. The first match wins.
public final class Planner {

  private final List<Detector> detectors;

  public Planner(BuildSettings settings) {
    this.detectors =
        List.of(
            new GoDetector(settings),
            new JavaDetector(settings),
            new PythonDetector(settings),
            new NodeDetector(settings),
            new StaticDetector(settings));
  }

  /// Makes the plan.
  ///
  /// @throws Unbuildable when the sources are nothing known
  public Plan plan(Tree repository) {
    var wishes =
        repository
            .text("flow.yaml")
            .or(() -> repository.text("flow.yml"))
            .map(FlowYaml::parse)
            .orElse(FlowYaml.NOTHING);
    var tree = repository.under(wishes.root());
    if (tree.paths().isEmpty()) {
      throw empty(wishes.root());
    }
    var own = ownDockerfile(tree, wishes);
    return own != null ? ofDockerfile(own, wishes) : generated(tree, wishes);
  }

  private static Plan ofDockerfile(String dockerfile, FlowYaml wishes) {
    var port = wishes.port() != null ? wishes.port() : Dockerfiles.exposedPort(dockerfile);
    var text = Dockerfiles.check(dockerfile);
    return new Plan(Stack.DOCKERFILE, wishes.root(), text, port, wishes.health(), wishes.start());
  }

  private Plan generated(Tree tree, FlowYaml wishes) {
    for (var detector : detectors) {
      if (wishes.stack() == null || wishes.stack() == detector.stack()) {
        var dockerfile = detector.dockerfile(tree, wishes);
        if (dockerfile.isPresent()) {
          return new Plan(
              detector.stack(),
              wishes.root(),
              dockerfile.get(),
              wishes.port(),
              wishes.health(),
              null);
        }
      }
    }
    throw unknown(wishes);
  }

  private static @Nullable String ownDockerfile(Tree tree, FlowYaml wishes) {
    if (wishes.stack() != null && wishes.stack() != Stack.DOCKERFILE) {
      return null;
    }
    var named = wishes.dockerfile();
    if (named == null) {
      return tree.text("Dockerfile").orElse(null);
    }
    return tree.text(named)
        .orElseThrow(() ->
            new Unbuildable(
                "flow.yaml names the Dockerfile \"%s\", and there is no such file."
                    .formatted(named),
                "Correct the path in flow.yaml."));
  }

  private static Unbuildable empty(String root) {
    return new Unbuildable(
        root.isEmpty()
            ? "The repository has no files."
            : "The folder \"%s\" of flow.yaml has no files.".formatted(root),
        "Push the sources to the branch.");
  }

  private Unbuildable unknown(FlowYaml wishes) {
    var looked =
        detectors.stream()
            .filter(detector -> wishes.stack() == null || wishes.stack() == detector.stack())
            .map(detector -> "%s (%s)".formatted(detector.signs(), detector.stack()))
            .collect(Collectors.joining(", "));
    return new Unbuildable(
        "The repository is of no kind that Flow knows. It looked for Dockerfile, %s."
            .formatted(looked),
        "Add a Dockerfile, or a flow.yaml with stack, build and start.");
  }
}
