package flow.worklet.testing;

import com.github.dockerjava.api.DockerClient;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Makes an image of a program of this machine and the libraries it needs.
final class ProgramImage {

  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

  private ProgramImage() {}

  static void make(DockerClient client, String name, String program, byte[] base) {
    try {
      var file = Files.createTempFile("flow-image-", ".tar");
      try {
        try (var tar =
            new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
          tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
          tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
          copyAll(base, tar);
          var binary = which(program).toRealPath();
          add(tar, binary, "usr/bin/" + program);
          for (var library : libraries(binary)) {
            add(tar, Path.of(library), library.substring(1));
          }
          var folder =
              Path.of("/usr/lib", binary.getFileName().toString()); // Python's library is named so
          if (Files.isDirectory(folder)) {
            addFolder(tar, folder);
          }
        }
        LocalDocker.load(client, name, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyAll(byte[] base, TarArchiveOutputStream tar) throws IOException {
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(base))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        tar.putArchiveEntry(entry);
        in.transferTo(tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static void addFolder(TarArchiveOutputStream tar, Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path :
          all.filter(Files::isRegularFile)
              .filter(path -> !path.toString().matches(".*(__pycache__|/test/|/dist-packages/).*"))
              .toList()) {
        add(tar, path, path.toString().substring(1));
      }
    }
    for (var library : extensionLibraries(folder)) {
      add(tar, Path.of(library), library.substring(1));
    }
  }

  private static Set<String> extensionLibraries(Path folder) throws IOException {
    var all = new LinkedHashSet<String>();
    var extensions = folder.resolve("lib-dynload");
    if (Files.exists(extensions)) {
      try (var files = Files.list(extensions)) {
        for (var file : files.toList()) {
          all.addAll(libraries(file));
        }
      }
    }
    return all;
  }

  private static void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setMode(0755);
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  private static Path which(String program) {
    for (var folder : List.of("/usr/bin", "/usr/local/bin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return Path.of(folder, program);
      }
    }
    throw new IllegalStateException(program + " is not installed");
  }

  private static Set<String> libraries(Path binary) throws IOException {
    var process = new ProcessBuilder("ldd", binary.toString()).redirectErrorStream(true).start();
    var matcher =
        LIBRARY.matcher(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    var all = new LinkedHashSet<String>();
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
