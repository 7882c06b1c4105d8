package flow.kv.entries;

import java.time.Duration;

/// How a [Coalescer] gathers.
///
/// @param lanes how many statements run at once
/// @param mixed whether a statement may hold calls of several worklets
/// @param calls how many calls a statement holds at most
/// @param bytes how many bytes of values, unless a single call has more
/// @param waiting how many calls may wait
/// @param patience how long a call may wait
record Limits(int lanes, boolean mixed, int calls, int bytes, int waiting, Duration patience) {}
