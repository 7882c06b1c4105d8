package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.List;
import java.util.Optional;

/// A site that only has to be served.
final class StaticDetector implements Detector {

  private static final List<String> FOLDERS = List.of("public", "dist", "docs", "site");

  private final BuildSettings settings;

  StaticDetector(BuildSettings settings) {
    this.settings = settings;
  }

  @Override
  public Stack stack() {
    return Stack.STATIC;
  }

  @Override
  public String signs() {
    return "index.html";
  }

  @Override
  public Optional<String> dockerfile(Tree tree, FlowYaml wishes) {
    return folder(tree, wishes)
        .map(folder -> served(settings, "COPY [\"%s\", \"/site\"]".formatted(folder)));
  }

  private static Optional<String> folder(Tree tree, FlowYaml wishes) {
    if (wishes.publish() != null) {
      return Optional.of(wishes.publish().isEmpty() ? "." : wishes.publish());
    }
    if (tree.has("index.html")) {
      return Optional.of(".");
    }
    return FOLDERS.stream().filter(folder -> tree.has(folder + "/index.html")).findFirst();
  }

  /// Serves what the given instruction copies to `/site`.
  static String served(BuildSettings settings, String copy) {
    return """
    FROM %s
    %s
    WORKDIR /site
    CMD ["sh", "-c", "exec busybox httpd -f -p $PORT -h /site"]
    """
        .formatted(settings.staticImage(), copy);
  }
}
