package flow.model.simulator;

import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;

/// The tools' inputs as the CLI wants them.
final class Tools {

  private Tools() {}

  static Block.ToolUse write(String workspace, String file, String content) {
    return new Block.ToolUse(
        "Write", Steps.object().put("file_path", in(workspace, file)).put("content", content));
  }

  static Block.ToolUse read(String workspace, String file) {
    return new Block.ToolUse("Read", Steps.object().put("file_path", in(workspace, file)));
  }

  /// `*` after an entry means that it is being done, `+` that it is done.
  static Block.ToolUse todo(String entries) {
    var todos = entries(entries, ",");
    var input = Steps.object();
    var list = input.putArray("todos");
    for (var entry : todos) {
      var content = entry.replaceFirst("[*+]$", "");
      list.addObject()
          .put("content", content)
          .put(
              "status",
              entry.endsWith("*") ? "in_progress" : entry.endsWith("+") ? "completed" : "pending")
          .put("activeForm", content);
    }
    return new Block.ToolUse("TodoWrite", input);
  }

  /// A question and its options, separated by `|`.
  static Block.ToolUse ask(String text) {
    var parts = entries(text, "\\|");
    var input = Steps.object();
    var question =
        input
            .putArray("questions")
            .addObject()
            .put("question", parts[0])
            .put("header", "Question")
            .put("multiSelect", false);
    ArrayNode options = question.putArray("options");
    Arrays.stream(parts)
        .skip(1)
        .forEach(option -> options.addObject().put("label", option).put("description", option));
    return new Block.ToolUse("AskUserQuestion", input);
  }

  private static String[] entries(String text, String separator) {
    return Arrays.stream(text.split(separator)).map(String::strip).toArray(String[]::new);
  }

  private static String in(String workspace, String file) {
    return file.startsWith("/") || workspace.isEmpty() ? file : workspace + "/" + file;
  }
}
