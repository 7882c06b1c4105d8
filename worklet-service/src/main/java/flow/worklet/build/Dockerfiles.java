package flow.worklet.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads Dockerfiles as far as Flow must: what the *engine* itself would fetch for them is checked,
/// since no packet filter stands between the engine and this machine's private networks.
public final class Dockerfiles {

  private static final Pattern PRIVATE_HOST =
      Pattern.compile("localhost|[0-9.]+|\\[.*|[^.]+|.*\\.(local|internal|lan|localhost)");
  private static final Pattern FROM_FLAG = Pattern.compile("--from=(\\S+)");
  private static final Pattern PORT = Pattern.compile("(\\d{1,5})(/tcp)?");

  private Dockerfiles() {}

  /// Refuses instructions that would have the engine fetch from where a worklet may not reach.
  static String check(String dockerfile) {
    var instructions = Instruction.all(dockerfile);
    if (instructions.stream().noneMatch(instruction -> instruction.verb().equals("FROM"))) {
      throw new Unbuildable("The Dockerfile has no FROM.", "Begin it with FROM and an image.");
    }
    instructions.forEach(Dockerfiles::check);
    return dockerfile;
  }

  private static void check(Instruction instruction) {
    switch (instruction.verb()) {
      case "ONBUILD" -> check(Instruction.read(instruction.arguments(), instruction.lastLine()));
      case "FROM" -> checkImage(instruction.withoutFlags().split("\\s+")[0]);
      case "ADD" -> checkAdd(instruction.withoutFlags());
      case "COPY" -> {
        var from = FROM_FLAG.matcher(instruction.arguments());
        if (from.find()) {
          checkImage(from.group(1));
        }
      }
      default -> {}
    }
  }

  private static void checkAdd(String arguments) {
    var first = arguments.replaceAll("^[\\[\"\\s]+", "");
    if (arguments.contains("://") || arguments.contains("git@") || first.startsWith("$")) {
      throw new Unbuildable(
          "The Dockerfile adds a file by its address (ADD %s).".formatted(arguments),
          "Fetch it in a RUN instruction, for example with curl or wget.");
    }
  }

  /// Refuses registries on this machine or in a private network, and names that only turn out
  /// later.
  private static void checkImage(String image) {
    int slash = image.indexOf('/');
    if (slash < 0) {
      return;
    }
    var registry = image.substring(0, slash);
    boolean names =
        registry.contains(".") || registry.contains(":") || registry.equals("localhost");
    var host = registry.replaceFirst(":\\d+$", "");
    if (registry.contains("$") || (names && PRIVATE_HOST.matcher(host).matches())) {
      throw new Unbuildable(
          "The Dockerfile takes an image from the registry \"%s\".".formatted(registry),
          "Use an image of a public registry.");
    }
  }

  /// The only port it says it listens on.
  static @Nullable Integer exposedPort(String dockerfile) {
    var ports =
        Instruction.all(dockerfile).stream()
            .filter(instruction -> instruction.verb().equals("EXPOSE"))
            .flatMap(instruction -> Stream.of(instruction.arguments().split("\\s+")))
            .map(PORT::matcher)
            .filter(Matcher::matches)
            .map(match -> Integer.valueOf(match.group(1)))
            .distinct()
            .toList();
    return ports.size() == 1 ? ports.getFirst() : null;
  }

  /// Puts labels on everything the build makes, also on what a broken build leaves behind.
  public static String labelled(String dockerfile, Map<String, String> labels) {
    var label =
        labels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "%s=\"%s\"".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" ", "LABEL ", ""));
    var lines = new ArrayList<>(List.of(dockerfile.split("\n", -1)));
    Instruction.all(dockerfile).reversed().stream()
        .filter(each -> each.verb().equals("FROM"))
        .forEach(from -> lines.add(from.lastLine() + 1, label));
    return String.join("\n", lines);
  }
}
