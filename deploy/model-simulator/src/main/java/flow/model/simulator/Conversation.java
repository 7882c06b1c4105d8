package flow.model.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a request tells about the conversation so far.
///
/// @param prompts what people wrote, oldest first, without the reminders the CLI puts around it
/// @param answers how many times the model has answered the last prompt already
/// @param results what the tools answered since the last prompt
/// @param workspace the folder the CLI works in; empty when it did not say
/// @param tools the names of the tools the model may use
record Conversation(
    List<String> prompts, int answers, List<Result> results, String workspace, List<String> tools) {

  /// What a tool answered.
  record Result(String text, boolean failed) {}

  private static final Pattern REMINDER =
      Pattern.compile("<(system-reminder|local-command-\\w+)>.*?</\\1>", Pattern.DOTALL);
  private static final Pattern WORKSPACE = Pattern.compile("[Ww]orking directory: ([^\\n]+)");

  private static final List<String> NOT_WRITTEN_BY_PEOPLE =
      List.of(
          "[Request interrupted",
          "Output token limit hit",
          "Your response above was stopped",
          "Continue from where you left off");

  static Conversation of(JsonNode request) {
    var prompts = new ArrayList<String>();
    var results = new ArrayList<Result>();
    int answers = 0;
    for (var message : request.path("messages")) {
      if (message.path("role").asString("").equals("assistant")) {
        answers++;
        continue;
      }
      if (!message.path("role").asString("").equals("user")) {
        continue;
      }
      for (var block : blocks(message)) {
        if (block.path("type").asString("").equals("tool_result")) {
          results.add(new Result(text(block), block.path("is_error").asBoolean(false)));
        } else if (isPrompt(block)) {
          prompts.add(words(block));
          results.clear();
          answers = 0;
        }
      }
    }
    return new Conversation(prompts, answers, results, workspace(request), tools(request));
  }

  String prompt() {
    return prompts.isEmpty() ? "" : prompts.getLast();
  }

  private static boolean isPrompt(JsonNode block) {
    var words = words(block);
    return !words.isEmpty() && NOT_WRITTEN_BY_PEOPLE.stream().noneMatch(words::startsWith);
  }

  private static String words(JsonNode block) {
    return REMINDER.matcher(block.path("text").asString("")).replaceAll("").strip();
  }

  private static List<JsonNode> blocks(JsonNode message) {
    var content = message.path("content");
    return content.isString()
        ? List.of(JsonNodeFactory.instance.objectNode().set("text", content))
        : content.valueStream().toList();
  }

  private static String text(JsonNode result) {
    var content = result.path("content");
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    content.forEach(block -> text.append(block.path("text").asString("")));
    return text.toString();
  }

  private static String workspace(JsonNode request) {
    var found = WORKSPACE.matcher("");
    for (var block : request.path("system")) {
      if (found.reset(block.path("text").asString("")).find()) {
        return found.group(1).strip();
      }
    }
    for (var message : request.path("messages")) {
      for (var block : blocks(message)) {
        if (found.reset(block.path("text").asString("")).find()) {
          return found.group(1).strip();
        }
      }
    }
    return "";
  }

  private static List<String> tools(JsonNode request) {
    return request.path("tools").valueStream().map(tool -> tool.path("name").asString("")).toList();
  }
}
