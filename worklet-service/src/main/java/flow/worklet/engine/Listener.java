package flow.worklet.engine;

/// A place at which a program waits for connections.
///
/// @param everywhere whether it can be reached from outside its container
public record Listener(int port, boolean everywhere) {}
