package flow.worklet.source;

import flow.events.WorkletId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where sources lie: `<data>/worklets/<id>/source` is what Claude works on; the history beside it
/// is Flow's own and out of reach of whoever works there.
final class Folders {

  private final Path worklets;

  Folders(Path data) {
    this.worklets = data.toAbsolutePath().normalize().resolve("worklets");
  }

  Path of(WorkletId worklet) {
    return worklets.resolve(worklet.toString());
  }

  Path source(WorkletId worklet) {
    return of(worklet).resolve("source");
  }

  Path history(WorkletId worklet) {
    return of(worklet).resolve("history.git");
  }

  Path cache(RepositoryUrl url) {
    return worklets.resolve("cache").resolve(hash(url.toString()) + ".git");
  }

  static void make(Path folder) {
    try {
      var _ = Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes a folder whole. Links are removed, not followed.
  static void remove(Path folder) {
    try {
      var _ =
          Files.walkFileTree(
              folder,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                  Files.deleteIfExists(file);
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem)
                    throws IOException {
                  if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                  }
                  throw problem;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                    Path done, @org.jspecify.annotations.Nullable IOException problem)
                    throws IOException {
                  Files.deleteIfExists(done);
                  return FileVisitResult.CONTINUE;
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes repositories that lie inside the sources: Git would look into their settings.
  static void removeNestedRepositories(Path source) {
    try (var all = Files.walk(source)) {
      var nested =
          all.filter(path -> path.endsWith(".git") && !path.equals(source.resolve(".git")))
              .toList();
      nested.forEach(Folders::removeAny);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeAny(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      remove(path);
    }
  }

  /// How much lies in a folder, in bytes. What vanishes while it is counted does not count.
  static long size(Path folder) {
    var total = new long[1];
    try {
      var _ =
          Files.walkFileTree(
              folder,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                  total[0] += attributes.size();
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                    Path done, @org.jspecify.annotations.Nullable IOException problem) {
                  return FileVisitResult.CONTINUE;
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total[0];
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
