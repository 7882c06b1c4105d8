package flow.local.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The server's programs, unpacked once from the class path.
final class PostgresBinaries {

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path folder;

  PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  void unpack() throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    var partial = Files.createTempDirectory(folder.getParent(), "postgres-");
    try (var archive = open()) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        unpack(entry, archive, partial);
      }
    }
    Files.setPosixFilePermissions(partial, PROGRAM);
    Files.move(partial, folder, ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path into)
      throws IOException {
    var target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("%s leads out of the archive".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PROGRAM);
    }
  }

  private static TarArchiveInputStream open() throws IOException {
    var name = "/postgres-linux-%s.txz".formatted(architecture());
    var archive = PostgresBinaries.class.getResourceAsStream(name);
    if (archive == null) {
      throw new IOException(
          "there is no PostgreSQL for this machine (%s): set DSN to a server of your own"
              .formatted(System.getProperty("os.arch")));
    }
    return new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)));
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      case String other -> other;
    };
  }
}
