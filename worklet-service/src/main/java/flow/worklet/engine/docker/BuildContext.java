package flow.worklet.engine.docker;

import flow.worklet.engine.BuildOrder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The archive a build is made of: the sources, or a folder of them, and the instructions beside
/// them under a name of their own, so that a file of the sources is never mistaken for them.
final class BuildContext {

  static final String DOCKERFILE = ".flow-dockerfile";

  private final Path file;

  private BuildContext(Path file) {
    this.file = file;
  }

  static BuildContext of(BuildOrder order, String dockerfile) throws IOException {
    var file = order.archive().resolveSibling(order.archive().getFileName() + ".context");
    var prefix = order.root().isEmpty() ? "" : order.root() + "/";
    try (var in =
            new TarArchiveInputStream(
                new BufferedInputStream(Files.newInputStream(order.archive())));
        var out =
            new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file)), "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        copy(in, entry, out, prefix);
      }
      var text = dockerfile.getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry(DOCKERFILE);
      entry.setSize(text.length);
      out.putArchiveEntry(entry);
      out.write(text);
      out.closeArchiveEntry();
    }
    return new BuildContext(file);
  }

  private static void copy(
      TarArchiveInputStream in, TarArchiveEntry entry, TarArchiveOutputStream out, String prefix)
      throws IOException {
    if (!entry.getName().startsWith(prefix) || entry.getName().length() == prefix.length()) {
      return;
    }
    entry.setName(entry.getName().substring(prefix.length()));
    if (entry.getName().equals(DOCKERFILE)) {
      return;
    }
    out.putArchiveEntry(entry);
    if (entry.isFile()) {
      var _ = in.transferTo(out);
    }
    out.closeArchiveEntry();
  }

  InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
