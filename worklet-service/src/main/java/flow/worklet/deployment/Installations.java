package flow.worklet.deployment;

import flow.worklet.engine.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Finds out which installation this is.
final class Installations {

  private static final int BYTES = 4;

  private Installations() {}

  /// The installation of a data folder: its id is made at the first start and kept there.
  static Installation of(Path data) {
    try {
      var folder = Files.createDirectories(data.toAbsolutePath().resolve("worklets"));
      var file = folder.resolve("installation");
      return new Installation(id(file), host() + ":" + folder.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(Path file) throws IOException {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException known) {
      // another start made it
    }
    return Files.readString(file).strip();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
