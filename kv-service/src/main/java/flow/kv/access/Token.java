package flow.kv.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// The secret that opens a store: 256 random bits behind a prefix that scanners for leaked secrets
/// recognise.
final class Token {

  private static final String PREFIX = "flowkv_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  static String random() {
    var bits = new byte[32];
    RANDOM.nextBytes(bits);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /// What is kept of a token: its SHA-256 in lower-case hexadecimal.
  static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
