package flow.slack.simulator.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// One page of a list, and the cursor of the next.
record Page<T>(List<T> items, String nextCursor) {

  /// @param id what the cursor remembers of the next page's first item
  static <T> Page<T> of(List<T> all, Arguments arguments, int limit, Function<T, String> id) {
    var start = arguments.optional("cursor").map(cursor -> find(all, cursor, id)).orElse(0);
    var end = Math.min(all.size(), start + limit);
    var next = end < all.size() ? encode(id.apply(all.get(end))) : "";
    return new Page<>(all.subList(start, end), next);
  }

  boolean hasMore() {
    return !nextCursor.isEmpty();
  }

  private static <T> int find(List<T> all, String cursor, Function<T, String> id) {
    for (var i = 0; i < all.size(); i++) {
      if (encode(id.apply(all.get(i))).equals(cursor)) {
        return i;
      }
    }
    throw new Refusal("invalid_cursor");
  }

  private static String encode(String id) {
    var text = "next:" + id;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
