package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Locale;
import java.util.Optional;

/// A Python program.
final class PythonDetector implements Detector {

  private final BuildSettings settings;

  PythonDetector(BuildSettings settings) {
    this.settings = settings;
  }

  @Override
  public Stack stack() {
    return Stack.PYTHON;
  }

  @Override
  public String signs() {
    return "requirements.txt, pyproject.toml, manage.py, main.py, app.py";
  }

  @Override
  public Optional<String> dockerfile(Tree tree, FlowYaml wishes) {
    if (wishes.stack() != Stack.PYTHON && !isPython(tree)) {
      return Optional.empty();
    }
    var server = PythonServer.of(tree, wishes);
    return Optional.of(
        """
        FROM %s
        ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
        WORKDIR /app
        %sCOPY . .
        %s%s%sCMD %s
        """
            .formatted(
                settings.pythonImage(),
                requirements(tree),
                project(tree),
                server(tree, server),
                wishes.build() == null ? "" : "RUN %s\n".formatted(wishes.build()),
                StartCommand.json(server.start())));
  }

  private static boolean isPython(Tree tree) {
    return tree.has("requirements.txt")
        || tree.has("pyproject.toml")
        || tree.has("manage.py")
        || (!tree.has("package.json") && PythonServer.entry(tree).isPresent());
  }

  /// Before the sources are copied, so that it is repeated only when what is asked for changes.
  private static String requirements(Tree tree) {
    return tree.text("requirements.txt").filter(text -> !text.isBlank()).isPresent()
        ? "COPY requirements.txt ./\nRUN python3 -m pip install -r requirements.txt\n"
        : "";
  }

  private static String project(Tree tree) {
    boolean installable =
        !tree.has("requirements.txt")
            && tree.text("pyproject.toml")
                .filter(text -> text.contains("[project]") || text.contains("[build-system]"))
                .isPresent();
    return installable ? "RUN python3 -m pip install .\n" : "";
  }

  private static String server(Tree tree, PythonServer server) {
    var wanted = tree.text("requirements.txt").orElse("") + tree.text("pyproject.toml").orElse("");
    return server.needs().isEmpty() || wanted.toLowerCase(Locale.ROOT).contains(server.needs())
        ? ""
        : "RUN python3 -m pip install %s\n".formatted(server.needs());
  }
}
