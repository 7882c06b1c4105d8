package flow.kv.json;

import java.io.Serial;

/// What was read is not the JSON that was expected.
public final class InvalidJson extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  InvalidJson(int position, String found) {
    super("%s at byte %d".formatted(found, position), null, false, false);
  }

  /// @param found what is wrong, where the position would not help
  public InvalidJson(String found) {
    super(found, null, false, false);
  }
}
