package flow.session.turns;

import flow.session.narration.Happening.TextGrew;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Gathers text until it is time to tell it: the first at once, what follows about twelve times a
/// second.
final class TextStream {

  private static final long PACE = Duration.ofMillis(80).toNanos();

  /// Text that is due.
  ///
  /// @param at when its first line was read
  record Piece(int block, int offset, String text, Instant at) {}

  private final StringBuilder gathered = new StringBuilder();
  private int block;
  private int offset;
  private Instant at = Instant.EPOCH;
  private long told;

  /// Whether the text goes on where what is gathered ends.
  boolean fits(TextGrew grew) {
    return gathered.isEmpty()
        || (grew.block() == block && grew.offset() == offset + gathered.length());
  }

  void add(TextGrew grew, Instant readAt) {
    if (gathered.isEmpty()) {
      block = grew.block();
      offset = grew.offset();
      at = readAt;
    }
    gathered.append(grew.text());
  }

  boolean isDue() {
    return !gathered.isEmpty() && (told == 0 || System.nanoTime() - told >= PACE);
  }

  /// What is gathered; absent when nothing is.
  @Nullable Piece take() {
    if (gathered.isEmpty()) {
      return null;
    }
    var piece = new Piece(block, offset, gathered.toString(), at);
    gathered.setLength(0);
    told = System.nanoTime();
    return piece;
  }
}
