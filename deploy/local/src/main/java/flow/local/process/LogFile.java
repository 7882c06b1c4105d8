package flow.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The log of one process: a file that starts anew when it has grown, with a few older ones kept.
final class LogFile implements AutoCloseable {

  private static final int KEPT = 4;
  private static final int REMEMBERED_LINES = 20;

  private final Path path;
  private final long limitBytes;
  private final Secrets secrets;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private OutputStream out;
  private long size;

  LogFile(Path path, long limitBytes, Secrets secrets) throws IOException {
    this.path = path;
    this.limitBytes = limitBytes;
    this.secrets = secrets;
    Files.createDirectories(path.toAbsolutePath().getParent());
    out = open();
  }

  synchronized void write(String text) throws IOException {
    var line = secrets.hide(text);
    lastLines.addLast(line);
    if (lastLines.size() > REMEMBERED_LINES) {
      lastLines.removeFirst();
    }
    var bytes = (line + "\n").getBytes(UTF_8);
    if (size > 0 && size + bytes.length > limitBytes) {
      rotate();
    }
    out.write(bytes);
    size += bytes.length;
  }

  /// The end of what the process said, for a message about its death.
  synchronized List<String> lastLines() {
    return List.copyOf(lastLines);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private void rotate() throws IOException {
    out.close();
    for (var number = KEPT - 1; number >= 1; number--) {
      if (Files.exists(older(number))) {
        Files.move(older(number), older(number + 1), REPLACE_EXISTING);
      }
    }
    Files.move(path, older(1), REPLACE_EXISTING);
    out = open();
  }

  private Path older(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  private OutputStream open() throws IOException {
    var opened = Files.newOutputStream(path, CREATE, APPEND);
    size = Files.size(path);
    return opened;
  }
}
