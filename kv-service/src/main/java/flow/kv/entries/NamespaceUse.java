package flow.kv.entries;

import java.time.Instant;

/// How much a namespace keeps.
record NamespaceUse(String namespace, long keys, long bytes, Instant updated) {}
