package flow.session.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Part of a list.
///
/// @param cursor asks for the next page; absent on the last
record Page<T>(List<T> items, @Nullable String cursor) {

  private static final int LARGEST = 200;

  /// Checks how many entries a page shall have.
  static int limit(int limit) {
    if (limit < 1 || limit > LARGEST) {
      throw new IllegalArgumentException("limit: %d (expected: 1 to %d)".formatted(limit, LARGEST));
    }
    return limit;
  }

  /// Makes a page of what was found when one more was asked for than fits.
  static <T> Page<T> of(List<T> found, int limit, ToLongFunction<T> place) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), Cursor.of(place.applyAsLong(found.get(limit - 1))));
  }

  <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), cursor);
  }
}
