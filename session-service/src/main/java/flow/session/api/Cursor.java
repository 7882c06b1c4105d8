package flow.session.api;

import flow.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Where the next page begins, as callers see it.
final class Cursor {

  private Cursor() {}

  static @Nullable Long place(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      return Long.parseLong(cursor, Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "validation_failed",
          "cursor: \"%s\" (expected: the cursor of the page before)".formatted(cursor));
    }
  }

  static String of(long place) {
    return Long.toString(place, Character.MAX_RADIX);
  }
}
