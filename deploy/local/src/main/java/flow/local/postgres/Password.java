package flow.local.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// A random password in a file that only its owner can read.
///
/// @param file where it is kept
/// @param value the password
record Password(Path file, String value) {

  private static final int BYTES = 24;

  static Password keptIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return new Password(file, Files.readString(file).strip());
  }

  private static void create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var out = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
      var line = HexFormat.of().formatHex(random) + "\n";
      out.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
      out.force(true);
    }
  }

  @Override
  public String toString() {
    return "Password[" + file + "]";
  }
}
