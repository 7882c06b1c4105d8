package flow.slack.gateway.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.SessionEvent.BlockCompleted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells whether a block came as it was sent: what is damaged must not replace what was streamed.
final class Checksum {

  private Checksum() {}

  static boolean fits(BlockCompleted block) {
    return of(block.text()).equals(block.sha256());
  }

  static String of(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
