package flow.worklet.build;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// What a repository says about itself in `flow.yaml`; everything is optional.
///
/// @param stack forces a stack
/// @param root the folder to build
/// @param dockerfile the Dockerfile to use, relative to the root
/// @param build the command that builds
/// @param start the command that starts
/// @param port the port the program listens on
/// @param health the path that tells whether it is up
/// @param publish the folder of a static site, after the build
record FlowYaml(
    @Nullable Stack stack,
    String root,
    @Nullable String dockerfile,
    @Nullable String build,
    @Nullable String start,
    @Nullable Integer port,
    @Nullable String health,
    @Nullable String publish) {

  static final FlowYaml NOTHING = new FlowYaml(null, "", null, null, null, null, null, null);

  private static final List<String> KEYS =
      List.of("build", "dockerfile", "health", "port", "publish", "root", "stack", "start");

  static FlowYaml parse(String text) {
    var values = values(text);
    var unknown = new TreeSet<String>();
    values.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw bad(
          "\"%s\" is not known".formatted(unknown.getFirst()), "one of " + String.join(", ", KEYS));
    }
    var root = path(values, "root");
    return new FlowYaml(
        stack(line(values, "stack")),
        root == null ? "" : root,
        path(values, "dockerfile"),
        line(values, "build"),
        line(values, "start"),
        port(values.get("port")),
        health(line(values, "health")),
        path(values, "publish"));
  }

  private static Map<?, ?> values(String text) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(5);
    options.setCodePointLimit(16 << 10);
    try {
      Object content = new Yaml(new SafeConstructor(options)).load(text);
      if (content == null) {
        return Map.of();
      }
      if (content instanceof Map<?, ?> map) {
        return map;
      }
      throw bad("the file is not a list of keys and values", "lines such as \"port: 3000\"");
    } catch (YAMLException e) {
      var said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw bad("the file cannot be read: " + said, "YAML");
    }
  }

  private static @Nullable String line(Map<?, ?> values, String key) {
    var value = values.get(key);
    if (value == null) {
      return null;
    }
    var text = value.toString().strip();
    if (!(value instanceof String || value instanceof Number)
        || text.isEmpty()
        || text.length() > 1000
        || text.chars().anyMatch(Character::isISOControl)) {
      throw bad(key + " is not one line of text", key + " as one line of text");
    }
    return text;
  }

  private static @Nullable String path(Map<?, ?> values, String key) {
    var text = line(values, key);
    if (text == null) {
      return null;
    }
    var clean = text.replaceFirst("^\\./", "").replaceFirst("/$", "");
    if (List.of(text.split("/", -1)).contains("..")
        || !clean.matches("[A-Za-z0-9_.@][A-Za-z0-9_.@/-]*|")) {
      throw bad("%s is \"%s\"".formatted(key, text), "a path inside the repository");
    }
    return clean.equals(".") ? "" : clean;
  }

  private static @Nullable Stack stack(@Nullable String name) {
    if (name == null) {
      return null;
    }
    for (var stack : Stack.values()) {
      if (stack.toString().equals(name)) {
        return stack;
      }
    }
    throw bad("stack is \"%s\"".formatted(name), "dockerfile, node, python, go, java or static");
  }

  private static @Nullable Integer port(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Integer port && port > 0 && port < 65536) {
      return port;
    }
    throw bad("port is \"%s\"".formatted(value), "a number from 1 to 65535");
  }

  private static @Nullable String health(@Nullable String path) {
    if (path == null || path.matches("/[A-Za-z0-9_./~?=&%-]*")) {
      return path;
    }
    throw bad("health is \"%s\"".formatted(path), "a path such as /health");
  }

  private static Unbuildable bad(String problem, String expected) {
    return new Unbuildable("flow.yaml: %s.".formatted(problem), "Write %s.".formatted(expected));
  }
}
