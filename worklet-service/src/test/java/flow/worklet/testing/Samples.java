package flow.worklet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The sample repositories.
public final class Samples {

  private Samples() {}

  public static Map<String, String> files(String name) {
    var files = new HashMap<String, String>();
    try {
      var root = Path.of(Samples.class.getResource("/samples/" + name).toURI());
      try (var all = Files.walk(root)) {
        for (var file : all.filter(Files::isRegularFile).toList()) {
          files.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return files;
  }
}
