package flow.kv.entries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much a worklet keeps and may keep.
///
/// @param updated when it last changed; null for never
record Stats(
    long keys,
    long namespaces,
    long bytes,
    @Nullable Instant updated,
    long mostKeys,
    long mostBytes) {}
