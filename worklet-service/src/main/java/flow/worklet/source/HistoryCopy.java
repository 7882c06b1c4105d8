package flow.worklet.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The copy of the history that Claude may read and write at will.
final class HistoryCopy {

  private HistoryCopy() {}

  static void renew(Path history, Path copy, RepositoryUrl url) throws IOException {
    Folders.remove(copy);
    try (var all = Files.walk(history)) {
      for (var from : all.toList()) {
        var to = copy.resolve(history.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Folders.make(to);
        } else {
          var _ = Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    var _ =
        Files.writeString(
            copy.resolve("config"),
            """
            [core]
            \trepositoryformatversion = 0
            \tbare = false
            [remote "origin"]
            \turl = %s
            """
                .formatted(url));
  }
}
