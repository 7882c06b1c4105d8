package flow.kv.entries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key of a page.
///
/// @param size of the value in bytes
/// @param value null when values were not asked for
record Listed(
    String key,
    long version,
    int size,
    Instant updated,
    @Nullable Instant expires,
    byte @Nullable [] value) {}
