package flow.events.lease;

/// The right to work on something.
///
/// @param resource what, such as `session/` and its id
/// @param epoch grows with every owner; what an earlier owner says is dropped
public record Lease(String resource, long epoch) {}
