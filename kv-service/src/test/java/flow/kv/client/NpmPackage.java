package flow.kv.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/// An npm package, worked on in a copy so that its sources stay clean.
///
/// @param sources where it is kept
/// @param folder where it is built
record NpmPackage(Path sources, Path folder) {

  private static final Set<String> NOT_SOURCES = Set.of("node_modules", "dist", "target");
  private static final String LOCK = "package-lock.json";
  private static final String INSTALLED = "installed-lock.json";

  static NpmPackage copy(Path sources, Path folder) throws IOException {
    var copy = new NpmPackage(sources.toAbsolutePath(), folder.toAbsolutePath());
    Files.createDirectories(copy.folder);
    try (var old = Files.list(copy.folder)) {
      old.filter(path -> !Set.of("node_modules", INSTALLED).contains(path.getFileName().toString()))
          .forEach(path -> delete(path));
    }
    try (var files = Files.walk(copy.sources)) {
      files
          .filter(Files::isRegularFile)
          .map(copy.sources::relativize)
          .filter(file -> !NOT_SOURCES.contains(file.getName(0).toString()))
          .forEach(file -> copyFile(copy.sources.resolve(file), copy.folder.resolve(file)));
    }
    return copy;
  }

  /// Brings what the lock file names, unless it is there; tries twice, since a network can fail.
  void install() throws IOException {
    var installed = folder.resolve(INSTALLED);
    if (Files.exists(installed) && Files.mismatch(folder.resolve(LOCK), installed) == -1) {
      return;
    }
    try {
      installOnce();
    } catch (AssertionError first) {
      try {
        installOnce();
      } catch (AssertionError second) {
        second.addSuppressed(first);
        throw second;
      }
    }
    copyFile(folder.resolve(LOCK), installed);
  }

  void run(Duration limit, Map<String, String> environment, String... command) {
    var _ = output(limit, environment, command);
  }

  String output(Duration limit, Map<String, String> environment, String... command) {
    return Command.output(folder, limit, environment, command);
  }

  void copyBack(String... files) {
    for (var file : files) {
      copyFile(folder.resolve(file), sources.resolve(file));
    }
  }

  private void installOnce() {
    var limit = Duration.ofMinutes(5);
    run(
        limit,
        Map.of(),
        "npm",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline");
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
