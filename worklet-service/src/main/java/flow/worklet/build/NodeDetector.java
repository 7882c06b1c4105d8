package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Node program, or a site that Node builds.
final class NodeDetector implements Detector {

  private final BuildSettings settings;

  NodeDetector(BuildSettings settings) {
    this.settings = settings;
  }

  @Override
  public Stack stack() {
    return Stack.NODE;
  }

  @Override
  public String signs() {
    return "package.json";
  }

  @Override
  public Optional<String> dockerfile(Tree tree, FlowYaml wishes) {
    return tree.text("package.json")
        .map(NodeDetector::read)
        .map(json -> dockerfile(new NodeProgram(tree, json, wishes)));
  }

  private String dockerfile(NodeProgram program) {
    var steps =
        """
        WORKDIR /app
        %sCOPY . .
        %s\
        """
            .formatted(program.install(), program.build().map("RUN %s\n"::formatted).orElse(""));
    return program.isSite() ? site(program, steps) : server(program, steps);
  }

  private String server(NodeProgram program, String steps) {
    return """
    FROM %s
    %sENV NODE_ENV=production npm_config_update_notifier=false npm_config_cache=/tmp/.npm
    CMD %s
    """
        .formatted(settings.nodeImage(), steps, StartCommand.json(program.start()));
  }

  private String site(NodeProgram program, String steps) {
    return """
    FROM %s AS build
    %sRUN for folder in %s; do if [ -f "$folder/index.html" ]; then cp -r "$folder" /site && exit 0; fi; done; echo "The build made no index.html in %s" >&2; exit 1
    %s\
    """
        .formatted(
            settings.nodeImage(),
            steps,
            program.publish(),
            program.publish(),
            StaticDetector.served(settings, "COPY --from=build /site /site"));
  }

  private static JsonNode read(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new Unbuildable(
          "package.json is not JSON: %s.".formatted(e.getOriginalMessage()),
          "Correct package.json.");
    }
  }
}
