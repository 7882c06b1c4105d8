package flow.kv.watch;

import java.util.UUID;

/// What is watched: the keys of a namespace that begin with a prefix.
record Scope(UUID worklet, String namespace, String prefix) {}
