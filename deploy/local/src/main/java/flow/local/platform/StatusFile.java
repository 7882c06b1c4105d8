package flow.local.platform;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.joining;

import flow.local.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The list of processes that `deploy/flow status` shows: name, id, port, state, restarts.
final class StatusFile {

  private final Path path;
  private final Progress progress;

  StatusFile(Path path, Progress progress) throws IOException {
    this.path = path;
    this.progress = progress;
    Files.createDirectories(path.getParent());
  }

  synchronized void write(List<Child> children) {
    var lines = children.stream().map(StatusFile::line).collect(joining());
    try {
      var next = path.resolveSibling(path.getFileName() + ".next");
      Files.writeString(next, lines);
      Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      progress.say("%s cannot be written: %s".formatted(path, e.getMessage()));
    }
  }

  private static String line(Child child) {
    return "%s\t%d\t%d\t%s\t%d\n"
        .formatted(
            child.spec().name(),
            child.pid(),
            child.spec().port(),
            child.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            child.restarts());
  }
}
