package flow.worklet.lifecycle;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/// The part of a worklet's address that nobody can guess.
final class Slug {

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int RANDOM_LENGTH = 16; // 80 bits
  private static final int NAME_LENGTH = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Slug() {}

  /// A slug that begins with the worklet's name and is a DNS label.
  static String of(String name) {
    var readable =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    var slug = new StringBuilder(readable.substring(0, Math.min(NAME_LENGTH, readable.length())));
    slug.append(slug.isEmpty() ? "w-" : "-");
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      slug.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return slug.toString().replace("--", "-");
  }

  /// A token for the key-value store, 256 bits.
  static String storeToken() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return "flowkv_" + HexFormat.of().formatHex(bytes);
  }
}
