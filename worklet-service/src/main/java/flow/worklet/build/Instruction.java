package flow.worklet.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One instruction of a Dockerfile, continued lines joined.
///
/// @param verb in capitals
/// @param lastLine the number of the line it ends on, counted from 0
record Instruction(String verb, String arguments, int lastLine) {

  private static final Pattern ESCAPE = Pattern.compile("(?i)^#\\s*escape\\s*=\\s*(\\S)\\s*$");

  static List<Instruction> all(String dockerfile) {
    var all = new ArrayList<Instruction>();
    var pending = new StringBuilder();
    var escape = "\\";
    var lines = dockerfile.split("\n", -1);
    boolean directives = true;
    for (int i = 0; i < lines.length; i++) {
      var line = lines[i].strip();
      if (line.startsWith("#") || line.isEmpty()) {
        var match = ESCAPE.matcher(line);
        escape = directives && match.matches() ? match.group(1) : escape;
        directives = directives && line.startsWith("#");
        continue;
      }
      directives = false;
      if (line.endsWith(escape)) {
        pending.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      all.add(read(pending.append(line).toString(), i));
      pending.setLength(0);
    }
    if (!pending.isEmpty()) {
      all.add(read(pending.toString(), lines.length - 1));
    }
    return all;
  }

  static Instruction read(String text, int lastLine) {
    var parts = text.strip().split("\\s+", 2);
    return new Instruction(
        parts[0].toUpperCase(Locale.ROOT), parts.length == 2 ? parts[1].strip() : "", lastLine);
  }

  String withoutFlags() {
    return arguments.replaceFirst("^(--\\S+\\s+)+", "");
  }
}
