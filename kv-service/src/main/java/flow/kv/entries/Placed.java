package flow.kv.entries;

/// What a statement tells of one of its arguments.
///
/// @param place of the argument, from 1
record Placed<T>(int place, T what) {}
