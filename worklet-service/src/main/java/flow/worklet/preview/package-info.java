/// The way from a browser to a worklet: finds it by host name or path, wakes it, and passes
/// requests, streams and web sockets on, with nothing of Flow's among them.
@NullMarked
package flow.worklet.preview;

import org.jspecify.annotations.NullMarked;
