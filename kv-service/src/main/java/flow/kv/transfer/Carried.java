package flow.kv.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry on its way out.
record Carried(
    String namespace, String key, byte[] value, long version, @Nullable Instant expires) {}
