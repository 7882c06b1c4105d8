package flow.session.narration;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tool's input in words: a short line for everybody, and exactly for those who decide.
final class ToolWords {

  private static final int LONGEST_DETAIL = 100_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path workspace;

  ToolWords(Path workspace) {
    this.workspace = workspace;
  }

  String summary(String tool, JsonNode input) {
    return switch (tool) {
      case "Bash" -> SafeText.ofInput(text(input, "command"));
      case "Write", "Edit", "MultiEdit", "Read" -> path(text(input, "file_path"));
      case "NotebookEdit", "NotebookRead" -> path(text(input, "notebook_path"));
      case "Glob", "Grep" -> SafeText.ofInput(text(input, "pattern"));
      case "LS" -> path(text(input, "path"));
      case "WebFetch" -> SafeText.ofInput(text(input, "url"));
      case "WebSearch", "ToolSearch" -> SafeText.ofInput(text(input, "query"));
      case "Task", "Agent" -> SafeText.ofInput(text(input, "description"));
      case "Skill" -> SafeText.ofInput(text(input, "skill"));
      case "TodoWrite" -> input.path("todos").size() + " entries";
      default -> "";
    };
  }

  String detail(String tool, JsonNode input) {
    var detail =
        switch (tool) {
          case "Bash" -> text(input, "command");
          case "Write" -> text(input, "file_path") + "\n\n" + text(input, "content");
          case "Edit" ->
              "%s\n\n%s%s"
                  .formatted(
                      text(input, "file_path"),
                      marked("- ", text(input, "old_string")),
                      marked("+ ", text(input, "new_string")));
          case "WebFetch" -> text(input, "url");
          default -> JSON.writerWithDefaultPrettyPrinter().writeValueAsString(input);
        };
    return detail.length() <= LONGEST_DETAIL
        ? detail
        : detail.substring(0, LONGEST_DETAIL)
            + "\n… and %d characters more".formatted(detail.length() - LONGEST_DETAIL);
  }

  private String path(String file) {
    var own = workspace + "/";
    return SafeText.ofInput(file.startsWith(own) ? file.substring(own.length()) : file);
  }

  private static String marked(String mark, String text) {
    return text.isEmpty() ? "" : text.replaceAll("(?m)^", mark) + "\n";
  }

  private static String text(JsonNode input, String field) {
    return input.path(field).asString("");
  }
}
