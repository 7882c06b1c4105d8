package flow.events;

import java.util.UUID;

/// Reads the textual form of the ids.
final class Ids {

  private Ids() {}

  static UUID parse(String what, String text) {
    try {
      var id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException notAUuid) {
      // told below, together with shortened forms that UUID.fromString lets through
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" (expected: a UUID such as 0b5b9f0e-5f2c-5d0a-9d0b-3d3c1f2a4b5c)"
            .formatted(what, text));
  }
}
