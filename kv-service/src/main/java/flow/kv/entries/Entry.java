package flow.kv.entries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept under a key.
///
/// @param value JSON as it was sent
record Entry(byte[] value, long version, @Nullable Instant expires) {}
