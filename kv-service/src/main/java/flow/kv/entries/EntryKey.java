package flow.kv.entries;

import java.util.UUID;

/// Where a value is kept.
public record EntryKey(UUID worklet, String namespace, String key) {}
