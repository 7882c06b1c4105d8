package flow.session.claude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A session's folder cannot be made.
public final class NoFolder extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  NoFolder(Path path, IOException cause) {
    super("The folder %s cannot be made: %s".formatted(path, cause.getMessage()), cause);
  }
}
