package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a Python program is started: an ASGI or WSGI application by its server, else as a script.
///
/// @param start the command line
/// @param needs what must be installed for it besides what the program asks for; empty for nothing
record PythonServer(String start, String needs) {

  private static final List<String> ENTRIES =
      List.of("main.py", "app.py", "server.py", "wsgi.py", "asgi.py", "application.py", "run.py");
  private static final Pattern ASGI =
      Pattern.compile(
          "(?m)^(\\w+)\\s*(?::[^=]+)?=\\s*(?:\\w+\\.)?(?:FastAPI|Starlette|Litestar|Quart)\\(");
  private static final Pattern WSGI =
      Pattern.compile("(?m)^(\\w+)\\s*=\\s*(?:\\w+\\.)?(?:Flask|Bottle)\\(");

  static PythonServer of(Tree tree, FlowYaml wishes) {
    if (wishes.start() != null) {
      return new PythonServer(wishes.start(), "");
    }
    return Procfile.web(tree)
        .map(line -> new PythonServer(line, ""))
        .orElseGet(() -> tree.has("manage.py") ? django(tree) : program(tree));
  }

  static Optional<String> entry(Tree tree) {
    return ENTRIES.stream().filter(tree::has).findFirst();
  }

  private static PythonServer program(Tree tree) {
    var entry = entry(tree).orElseThrow(PythonServer::noEntry);
    var text = tree.text(entry).orElse("");
    var module = entry.substring(0, entry.length() - ".py".length());
    var asgi = ASGI.matcher(text);
    if (asgi.find()) {
      return new PythonServer(
          "python3 -m uvicorn %s:%s --host 0.0.0.0 --port $PORT".formatted(module, asgi.group(1)),
          "uvicorn");
    }
    var wsgi = WSGI.matcher(text);
    return wsgi.find()
        ? gunicorn("%s:%s".formatted(module, wsgi.group(1)))
        : new PythonServer("python3 " + entry, "");
  }

  private static PythonServer django(Tree tree) {
    return tree.paths().stream()
        .filter(path -> path.matches("\\w+/wsgi\\.py"))
        .findFirst()
        .map(path -> gunicorn(path.substring(0, path.length() - ".py".length()).replace('/', '.')))
        .orElseThrow(PythonServer::noEntry);
  }

  private static PythonServer gunicorn(String application) {
    return new PythonServer(
        "python3 -m gunicorn --bind 0.0.0.0:$PORT --worker-tmp-dir /tmp " + application,
        "gunicorn");
  }

  private static Unbuildable noEntry() {
    return new Unbuildable(
        "The Python program has no start command. Flow looked for a Procfile, %s."
            .formatted(String.join(", ", ENTRIES)),
        "Add a flow.yaml with a line such as \"start: python3 program.py\".");
  }
}
