package flow.benchmark.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process and all below it have used so far, as Linux counts it.
final class Cost {

  /// Linux tells times in hundredths of a second, whatever its own clock does.
  private static final double TICKS = 100;

  private Cost() {}

  /// Processor seconds, those of ended children included.
  static double cpuSeconds(ProcessHandle root) {
    return tree(root).mapToDouble(Cost::ticks).sum() / TICKS;
  }

  /// Resident memory in megabytes; what several processes share is counted once.
  static double megabytes(ProcessHandle root) {
    return tree(root).mapToDouble(Cost::kilobytes).sum() / 1024;
  }

  private static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static double ticks(ProcessHandle process) {
    var line = String.join(" ", lines(process, "stat"));
    var end = line.lastIndexOf(')');
    if (end < 0) {
      return 0; // it ended meanwhile
    }
    var fields = line.substring(end + 2).split(" ");
    return Stream.of(11, 12, 13, 14).mapToDouble(at -> Double.parseDouble(fields[at])).sum();
  }

  private static double kilobytes(ProcessHandle process) {
    return lines(process, "smaps_rollup").stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .sum();
  }

  private static List<String> lines(ProcessHandle process, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      return List.of(); // it ended meanwhile
    }
  }
}
