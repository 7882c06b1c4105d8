package flow.worklet.deployment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/// Says in a sentence why a build failed.
final class BuildFailures {

  private static final Pattern CODE = Pattern.compile("returned a non-zero code: (\\d+)");
  private static final int LAST = 40;

  private record Known(Pattern sign, String cause, String remedy) {}

  private static final List<Known> KNOWN =
      List.of(
          known(
              "no space left on device",
              "The disk is full.",
              "Free space on the machine Flow runs on."),
          known(
              "(manifest|pull access denied).*|repository does not exist|unable to find image",
              "The base image of the build cannot be had.",
              "Check the FROM lines of the Dockerfile, or the images in Flow's settings."),
          known(
              "npm err! (code )?e404|no matching distribution found|could not find a version that satisfies|could not find artifact|cannot find module providing package|err_pnpm_fetch_404",
              "A dependency was not found.",
              "Check the names and versions of the dependencies."),
          known(
              "could not resolve host|temporary failure in name resolution|eai_again|bad address|no route to host|network is unreachable|dial tcp: lookup",
              "The build could not reach the network.",
              "Try again later."),
          known(
              "copy failed|file not found in build context|no such file or directory",
              "A file that the build needs is missing.",
              "Look at the last lines of the build's log."),
          known(
              "missing script",
              "package.json has no such script.",
              "Add the script to package.json."),
          known(
              "syntaxerror|error ts\\d+|compilation error|cannot find symbol|undefined:|build failed",
              "The sources could not be compiled.",
              "Look at the last lines of the build's log."),
          known(
              "dockerfile parse error|unknown instruction",
              "The Dockerfile cannot be read.",
              "Correct the instruction that is named."));

  private BuildFailures() {}

  static Fault explain(String said, List<String> log, DataSize memory) {
    var last = log.subList(Math.max(0, log.size() - LAST), log.size());
    var evidence = String.join("\n", last);
    var code = CODE.matcher(said);
    if (code.find() && code.group(1).equals("137")) {
      return new Fault(
          "The build was killed: it needed more than the %d MB of memory it may use (exit code 137)."
              .formatted(memory.toMegabytes()),
          "Have the build do less at once, or raise flow.build.memory.",
          evidence);
    }
    var text = (said + "\n" + evidence).toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> known.sign().matcher(text).find())
        .findFirst()
        .map(known -> new Fault(known.cause() + quoted(said, last), known.remedy(), evidence))
        .orElseGet(() ->
            new Fault(
                "The build failed." + quoted(said, last),
                "Look at the last lines of the build's log.",
                evidence));
  }

  static boolean isPassing(Fault fault) {
    return fault.getMessage().startsWith("The build could not reach the network");
  }

  private static String quoted(String said, List<String> last) {
    var lines = last.stream().filter(line -> !line.isBlank() && !line.startsWith(" --->")).toList();
    var line = lines.isEmpty() ? said : lines.getLast();
    return " It said: " + (line.length() > 300 ? line.substring(0, 300) + "…" : line);
  }

  private static Known known(String sign, String cause, String remedy) {
    return new Known(Pattern.compile(sign), cause, remedy);
  }
}
