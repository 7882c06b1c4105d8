package flow.local.platform;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import flow.local.process.ChildSpec.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A start of a newly built program in which it serves nobody and its JVM keeps what it learned, so
/// that the program starts in half the time from then on. Without it everything works, only slower.
///
/// @param name the program, for people
/// @param result where its JVM looks for what was learned
/// @param program runs, writes [#draft], and ends by itself
public record Rehearsal(String name, Path result, Program program) {

  /// Runs a program so that it stays out of others' way.
  static final List<String> POLITELY = List.of("/usr/bin/nice", "-n", "5");

  /// Where the program writes until it is done.
  static Path draft(Path result) {
    return result.resolveSibling(result.getFileName() + ".new");
  }

  boolean isNeeded() {
    return !Files.exists(result);
  }

  /// Takes what a program that has ended left behind.
  ///
  /// A rehearsal that did not work is not repeated: an empty file stands for its result until the
  /// program is built anew.
  void keepResult() throws IOException {
    if (Files.exists(draft(result))) {
      Files.move(draft(result), result, REPLACE_EXISTING);
    } else {
      Files.createFile(result);
    }
  }
}
