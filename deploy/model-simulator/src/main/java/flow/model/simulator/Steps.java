package flow.model.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The words a script is written in.
final class Steps {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern DELAY = Pattern.compile("\\s+delay (\\d+)ms$");
  private static final Pattern TIMES = Pattern.compile("(\\d+) times?");
  private static final Pattern AFTER = Pattern.compile("after (\\d+)");
  private static final Pattern RETRY_AFTER = Pattern.compile("retry-after (\\d+)");

  private Steps() {}

  /// Cuts at every ` then ` outside of braces.
  static List<String> split(String line) {
    var steps = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && line.startsWith(" then ", i)) {
        steps.add(line.substring(from, i).strip());
        from = i + " then ".length();
      }
    }
    steps.add(line.substring(from).strip());
    return steps;
  }

  static void apply(String step, String workspace, Script.Draft draft) {
    var delay = DELAY.matcher(step);
    var pace = delay.find() ? Duration.ofMillis(Long.parseLong(delay.group(1))) : Duration.ZERO;
    var plain = delay.replaceFirst("");
    var verb = plain.split("\\s+", 2)[0];
    var rest = plain.substring(verb.length()).strip();
    switch (verb) {
      case "say" -> draft.blocks.add(new Block.Text(rest, pace));
      case "words" -> draft.blocks.add(new Block.Text(Texts.words(number(rest, 1)), pace));
      case "markdown" -> draft.blocks.add(new Block.Text(Texts.markdown(number(rest, 3000)), pace));
      case "think" -> draft.blocks.add(new Block.Thinking(rest, pace));
      case "report" -> draft.blocks.add(new Block.Report());
      case "recall" -> draft.blocks.add(new Block.Recall());
      case "wait" -> draft.wait = Duration.ofMillis(number(rest, 1000));
      case "refuse" -> draft.stop = "refusal";
      case "max-tokens" -> draft.stop = "max_tokens";
      case "and" -> apply(rest, workspace, draft);
      case "error", "cut", "overloaded", "hang" -> draft.faults.add(fault(verb, rest));
      default -> draft.blocks.add(tool(verb, rest, workspace));
    }
  }

  private static Fault fault(String verb, String rest) {
    int times = number(TIMES.matcher(rest), 1);
    int words = number(AFTER.matcher(rest), 5);
    return switch (verb) {
      case "error" ->
          new Fault.Refused(
              Refusal.of(number(rest, 500), number(RETRY_AFTER.matcher(rest), 0)), times);
      case "cut" -> new Fault.Cut(words, times);
      case "overloaded" -> new Fault.Overloaded(words, times);
      default -> new Fault.Hang(rest.startsWith("first") ? -1 : words, times);
    };
  }

  private static Block tool(String verb, String rest, String workspace) {
    return switch (verb) {
      case "tool" -> {
        var parts = rest.split("\\s+", 2);
        yield new Block.ToolUse(parts[0], json(parts.length > 1 ? parts[1] : "{}"));
      }
      case "run" ->
          new Block.ToolUse(
              "Bash", object().put("command", rest).put("description", "Run a command"));
      case "write" -> {
        var parts = rest.split("\\s+", 2);
        yield Tools.write(workspace, parts[0], parts.length > 1 ? parts[1] : "");
      }
      case "read" -> Tools.read(workspace, rest);
      case "todo" -> Tools.todo(rest);
      case "ask" -> Tools.ask(rest);
      default -> Block.Text.of("The offline model does not know the step \"" + verb + "\".");
    };
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JacksonException e) {
      return object().put("not_json", text);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static int number(String text, int otherwise) {
    return number(Pattern.compile("^(\\d+)").matcher(text), otherwise);
  }

  private static int number(Matcher matcher, int otherwise) {
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
  }
}
