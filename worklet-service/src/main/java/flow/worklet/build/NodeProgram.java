package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What `package.json` and the files around it tell.
record NodeProgram(Tree tree, JsonNode json, FlowYaml wishes) {

  /// Programs that build a site; what they are called in scripts.
  private static final List<String> SITE_BUILDERS =
      List.of(
          "vite",
          "react-scripts",
          "ng",
          "vue-cli-service",
          "astro",
          "gatsby",
          "parcel",
          "eleventy");

  private static final List<String> MAINS =
      List.of("server.js", "index.js", "app.js", "main.js", "server.mjs", "index.mjs");

  String install() {
    return NodePackages.of(tree, json).install(tree, json);
  }

  Optional<String> build() {
    if (wishes.build() != null) {
      return Optional.of(wishes.build());
    }
    return script("build").map(_ -> NodePackages.of(tree, json).run("build"));
  }

  /// A site has no server of its own; a builder's development server does not count.
  boolean isSite() {
    if (wishes.start() != null || build().isEmpty() || Procfile.web(tree).isPresent()) {
      return false;
    }
    var start = script("start").orElse("");
    boolean builds = isBuilder(script("build").orElse(""));
    return wishes.publish() != null || (builds && (start.isEmpty() || isBuilder(start)));
  }

  private static boolean isBuilder(String script) {
    return SITE_BUILDERS.stream()
        .anyMatch(name -> script.matches("(.*[\\s;&])?" + name + "(\\s.*)?"));
  }

  /// The folders in which the built site is looked for.
  String publish() {
    return wishes.publish() != null ? wishes.publish() : "dist build out public _site";
  }

  String start() {
    if (wishes.start() != null) {
      return wishes.start();
    }
    return Procfile.web(tree)
        .or(() ->
            script("start").map(line -> line.startsWith("node ") ? line : "npm start --silent"))
        .or(this::main)
        .orElseThrow(NodeProgram::noStart);
  }

  private Optional<String> main() {
    var named = json.path("main").asString("");
    if (!named.isEmpty() && named.matches("[A-Za-z0-9_./-]+") && tree.has(named)) {
      return Optional.of("node " + named);
    }
    return MAINS.stream().filter(tree::has).findFirst().map("node "::concat);
  }

  private Optional<String> script(String name) {
    return Optional.of(json.path("scripts").path(name).asString(""))
        .filter(line -> !line.isBlank());
  }

  private static Unbuildable noStart() {
    return new Unbuildable(
        "The Node program has no start command. Flow looked for \"start\" and \"main\" in package.json, for a Procfile and for %s."
            .formatted(String.join(", ", MAINS)),
        "Add \"start\" to the scripts of package.json.");
  }
}
