package flow.slack.simulator.workspace;

import java.util.concurrent.ThreadLocalRandom;

/// Identifiers that look like Slack's.
public final class Ids {

  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String LETTERS = CAPITALS + "abcdefghijklmnopqrstuvwxyz";

  private Ids() {}

  public static String capitals(String prefix, int length) {
    return prefix + random(CAPITALS, length);
  }

  public static String letters(int length) {
    return random(LETTERS, length);
  }

  /// Looks like a UUID; needs no entropy device, which would block an event loop.
  public static String envelope() {
    var random = ThreadLocalRandom.current();
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String random(String alphabet, int length) {
    var random = ThreadLocalRandom.current();
    var text = new StringBuilder(length);
    for (var i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
